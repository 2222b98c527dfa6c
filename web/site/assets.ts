/**
 * The files these pages ask `page.asset` for. A style sheet is built from styles/, a script from browser/, each alone
 * and as a classic script (no import may be left in it), for the browsers of old phones.
 */
export const siteAssets = [
  'point.css',
  'tell.css',
  'map.css',
  'receipt.css',
  'receipt-check.css',
  'home.css',
  'notice.css',
  'overdue.css',
  'point.js',
  'tell.js',
  'map.js',
  'proof-of-work.js',
  'receipt.js',
  'receipt-check.js',
] as const
export type SiteAsset = (typeof siteAssets)[number]
