/** How an account stands, and what is done to accounts. */

export const accountStates = ['active', 'invited', 'disabled', 'left'] as const
/** 在用 · 已邀请 · 已停用 · 已离任. */
export type AccountState = (typeof accountStates)[number]

export const accountEventKinds = [
  'add-account',
  'describe-account',
  'invite',
  'revoke-invitation',
  'accept-invitation',
  'give-role',
  'change-term',
  'take-role',
  'disable-account',
  'enable-account',
  'leave',
  'finish-leaving',
  'set-password',
  'set-second-factor',
  'drop-second-factor',
  'make-recovery-codes',
  'use-recovery-code',
  'add-passkey',
  'remove-passkey',
  'end-sessions',
  'require-second-factor',
] as const
/** What happened to an account, as its history names it. */
export type AccountEventKind = (typeof accountEventKinds)[number]

/** For how many days an invitation can be used. */
export const invitationDays = 7

/** How many recovery codes are made at a time. */
export const recoveryCodeCount = 10
