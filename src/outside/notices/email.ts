/** Notices by e-mail, through the office's own mail server (SMTP). */
import { createTransport } from 'nodemailer'
import { codeOf } from '../../domain/shared/error-code.ts'
import { NoticeFailed, NoticeRefused, type NoticeSender, patience } from './notices.ts'

/**
 * `url` is smtp://user:password@host:587 (STARTTLS where the server has it) or smtps://…:465; `from` is the sender as
 * it is shown.
 */
export function openEmail({ url, from }: { readonly url: string; readonly from: string }): NoticeSender {
  const mail = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    send: async (to, { id, subject, text, link }) => {
      try {
        await mail.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text: `${text}\n\n${link}\n`,
          messageId: `<${id}@${domain}>`,
          // RFC 3834: nobody's absence answers it.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        // The message of the error names the address: only its code goes on.
        const { code, responseCode } = error as { code?: string; responseCode?: number }
        if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500) throw new NoticeRefused('smtp')
        throw new NoticeFailed(responseCode === undefined ? codeOf(error) : `SMTP-${responseCode}`)
      }
    },
  }
}
