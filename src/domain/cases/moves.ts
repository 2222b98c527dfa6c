/** The whole life of a case on one screen. Every change of status in the product is a row here. */
import type { MoveTable } from '../loop/loop.ts'

export const caseStatuses = [
  'received',
  'accepted',
  'with-agency',
  'returned',
  'answered',
  'disputed',
  'closed',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

export const caseMoves = [
  'accept',
  'pass',
  'hand-over',
  'return',
  'answer-directly',
  'answer',
  'judge',
  'send-back',
  'redo',
] as const
export type CaseMove = (typeof caseMoves)[number]

/** Facts about a case that a way can depend on; each is also the name of the refusal when it does not hold. */
export type CaseCondition = 'first-dispute-is-redone' | 'redone-once-already' | 'return-came-too-late'

const desk = ['station', 'town', 'district'] as const
const offices = ['town', 'district'] as const

// biome-ignore format: a table is read in columns
export const moves: MoveTable<CaseMove, CaseStatus, CaseCondition> = {
  accept:            { needs: [], ways: [
    { by: ['deputy', ...desk], from: ['received'], to: 'accepted' } ] },
  pass:              { needs: ['words'], ways: [
    { by: ['deputy', 'station', 'town'], from: ['received', 'accepted'], to: 'received' } ] },
  'hand-over':       { needs: ['agency'], ways: [
    { by: desk, from: ['accepted', 'returned'], to: 'with-agency' },
    { by: offices, from: ['disputed'], to: 'with-agency', when: 'first-dispute-is-redone' } ] },
  return:            { needs: ['words'], ways: [
    { by: ['agency'], from: ['with-agency'], to: 'returned', when: 'return-came-too-late' } ] },
  'answer-directly': { needs: ['words', 'outcome'], ways: [
    { by: ['deputy', ...desk], from: ['accepted'], to: 'answered' },
    { by: offices, from: ['disputed'], to: 'answered', when: 'first-dispute-is-redone' } ] },
  answer:            { needs: ['words', 'outcome'], ways: [
    { by: ['agency'], from: ['with-agency'], to: 'answered' } ] },
  judge:             { needs: ['judgement'], ways: [
    { by: ['resident'], from: ['answered'], to: 'closed' } ] },
  'send-back':       { needs: ['judgement'], ways: [
    { by: ['resident'], from: ['answered'], to: 'disputed' } ] },
  redo:              { needs: [], ways: [
    { by: ['system'], from: ['disputed'], to: 'accepted', when: 'redone-once-already' },
    { by: ['system'], from: ['disputed'], to: 'with-agency', when: 'redone-once-already' } ] },
}
