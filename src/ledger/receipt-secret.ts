/** What the server keeps of a receipt: a hash to find it by, and a mark that notices other content under the same id. */
import { createHash, createHmac } from 'node:crypto'
import { type ReceiptCode, receiptCodeFrom, receiptCodePreimage } from '../domain/reports/receipt-code.ts'
import { canonicalJson, type Json } from './commitment.ts'

/** The code that belongs to a submission id (UUID v4). A client computes the same without asking. */
export const receiptCodeOf = (prefix: string, submissionId: string): ReceiptCode =>
  receiptCodeFrom(prefix, createHash('sha256').update(receiptCodePreimage(prefix, submissionId), 'utf8').digest())

/** SHA-256 of the code without spaces: how a report is found by its receipt. */
export const hashOfReceiptCode = (code: ReceiptCode): Buffer => createHash('sha256').update(code, 'ascii').digest()

/** HMAC of the content under the submission id, which the server does not keep. */
export const contentMac = (submissionId: string, content: Json): Buffer =>
  createHmac('sha256', submissionId.toLowerCase()).update(canonicalJson(content), 'utf8').digest()
