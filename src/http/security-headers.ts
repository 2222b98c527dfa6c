/** Headers of every answer: nothing from elsewhere, nothing framed, nothing told to others. */
import type { Server } from './server.ts'

type StyleWithin = { readonly styleNonce?: string; readonly styleHash?: string }

/**
 * The policy of pages. `styleNonce` admits the styles the desk makes while it runs; `styleHash` the one style sheet that
 * stands within a page (SHA-256, base 64).
 */
export const contentSecurityPolicy = ({ styleNonce, styleHash }: StyleWithin = {}): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'${styleNonce ? ` 'nonce-${styleNonce}'` : ''}${styleHash ? ` 'sha256-${styleHash}'` : ''}`,
    // `blob:` is a resident's own photo and recording, made smaller, shown and played before they are sent.
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** The headers that every answer carries. */
export const answerHeaders = (given: { readonly https: boolean }): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(), microphone=(self), payment=(), usb=()',
  // Receipts, cases and forms with a submission id must never come out of a cache; assets say otherwise.
  'cache-control': 'no-store',
  ...(given.https && { 'strict-transport-security': 'max-age=31536000' }),
})

export function securityHeaders(app: Server, given: { readonly https: boolean }): void {
  const headers = answerHeaders(given)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
