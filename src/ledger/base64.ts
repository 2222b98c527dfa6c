/** Base64 as the log formats want it: RFC 4648, section 4, with padding, and one form only for the same bytes. */

/** The bytes, or undefined when the text is not the one base64 form of any bytes. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** The base64 form of some bytes. */
export const base64Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
