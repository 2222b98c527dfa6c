/** The staff's workbench: one page whose styles are admitted by a fresh nonce each time. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapeHtml } from '../../web/site/html.ts'
import { contentSecurityPolicy } from './security-headers.ts'
import type { Doors, Server } from './server.ts'

export function deskRoutes(app: Server, doors: Doors): void {
  const index = readFileSync(join(doors.builtFolder, 'desk', 'index.html'), 'utf8')
  for (const url of ['/desk', '/desk/*'])
    app.get(url, { config: { access: 'anyone', page: true }, schema: { hide: true } }, (_request, reply) => {
      const nonce = randomBytes(16).toString('base64')
      return reply
        .header('content-security-policy', contentSecurityPolicy({ styleNonce: nonce }))
        .type('text/html; charset=utf-8')
        .send(
          index
            .replace('__CSP_NONCE__', () => nonce)
            .replace('__DEMO_HINT__', () => escapeHtml(doors.demonstrationHint)),
        )
    })
}
