/**
 * Word to a resident that something happened on their receipt. What is sent names no matter, no office and no code; it
 * says only that there is something to look at, and where receipts are looked up.
 */
import type { NoticeKind } from '../../domain/reports/notice-address.ts'
import type { Robots } from './robots.ts'

export type Notice = {
  /** The same for the same event, so that whoever carries it can notice a repetition. Tells nothing else. */
  readonly id: string
  readonly subject: string
  readonly text: string
  /** The page where a receipt code is typed. */
  readonly link: string
}

export type NoticeSender = {
  /**
   * Hands a notice over to whoever carries it. Fails with `NoticeRefused` when this address will never take it, with any
   * other error when it may work later. No error names the address.
   */
  send(to: string, notice: Notice): Promise<void>
}

/** Senders that are set up on this machine. Where there is none of a kind, nobody is offered it. */
export type Notices = {
  readonly senders: Readonly<Partial<Record<NoticeKind, NoticeSender>>>
  readonly link: string
  /** A WeChat account knows people by ids nobody can type: they are sent there, and come back with a code. */
  readonly wechat?: WechatDoor
  /** Robots in the groups of units, and where the desk is; only where the desk has an address of its own. */
  readonly robots?: Robots
  readonly desk?: string
}

export type WechatDoor = {
  readonly appId: string
  /** Who came back with this code: their id to this account alone. Fails as `send` does. */
  openIdOf(code: string): Promise<string>
}

/** Nothing is sent from here. */
export const noNotices: Notices = { senders: {}, link: '' }

/** The address does not exist or wants nothing from us. */
export class NoticeRefused extends Error {}

/** It may work later. `code` is told in the log, and holds nothing of what was sent. */
export class NoticeFailed extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** How long a carrier may take to answer. */
export const patience = 15_000
