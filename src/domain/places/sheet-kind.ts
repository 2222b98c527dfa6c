/** What can be printed for a place, and how much at a time. */
export const sheetKinds = ['poster-a4', 'poster-a3', 'stickers', 'door-plate', 'card'] as const
/** 海报, 贴纸 (twelve an A4 sheet), 门牌 (one an A4 sheet across), 名片 (ten an A4 sheet, 85 × 54 mm). */
export type SheetKind = (typeof sheetKinds)[number]

/** The most places one PDF has. */
export const mostPrinted = 500
/** The largest table that is read in, in bytes. */
export const mostTableBytes = 2 * 1024 * 1024
