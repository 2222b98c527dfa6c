/** A QR code for the terminal, so that the first page can be opened with the phone in one's hand. */
import qrcode from 'qrcode'

/** The code of a text as lines of half blocks, two modules to a character; dark terminals and light ones both scan. */
export async function terminalQr(text: string): Promise<string> {
  return qrcode.toString(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L', margin: 2 })
}
