/** What a resident and a member of staff do in the browser, through the roles and labels a reader is told. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { CaseMove } from '../../src/domain/cases/moves.ts'
import { deputy as deputyEn } from '../../src/words/en/deputy.ts'
import { desk as deskEn } from '../../src/words/en/desk.ts'
import { resident as residentEn } from '../../src/words/en/resident.ts'
import { terms as termsEn } from '../../src/words/en/terms.ts'
import type { Language } from '../../src/words/language.ts'
import { deputy as deputyZh } from '../../src/words/zh/deputy.ts'
import { desk as deskZh } from '../../src/words/zh/desk.ts'
import { resident as residentZh } from '../../src/words/zh/resident.ts'
import { terms as termsZh } from '../../src/words/zh/terms.ts'
import { demonstrationPassword, type Login } from '../cast.ts'

const words = {
  zh: {
    resident: residentZh as typeof residentEn,
    deputy: deputyZh as typeof deputyEn,
    desk: deskZh as typeof deskEn,
    terms: termsZh as typeof termsEn,
  },
  en: { resident: residentEn, deputy: deputyEn, desk: deskEn, terms: termsEn },
}
export const wordsIn = (language: Language) => words[language]

/** Waits until it can be seen. */
export const seen = (locator: Locator): Promise<void> => locator.waitFor()

export function residentAt(page: Page, language: Language) {
  const { resident, terms } = words[language]
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const inAddress = language === 'en' ? '?lang=en' : ''
  const openReceipt = async (code: string) => {
    await page.goto(`/receipt${inAddress}`)
    await page.getByLabel(resident.form.label, { exact: true }).fill(code)
    await button(resident.form.send).click()
  }
  const findsIt = (state: keyof typeof resident.receipt.state) =>
    seen(page.getByRole('heading', { name: resident.receipt.state[state], exact: true, level: 1 }))
  return {
    opens: (path: string) => page.goto(path + inAddress),
    writes: async (text: string, place = '') => {
      await page.getByLabel(resident.point.text, { exact: true }).fill(text)
      if (place) await page.getByLabel(resident.point.place, { exact: true }).fill(place)
    },
    sends: () => button(resident.point.send).click(),
    /** The code as a screen reader says it, once the ticket is there. */
    readsTicket: async (): Promise<string> => {
      await seen(page.getByRole('heading', { name: resident.ticket.freshTitle }))
      const ticket = page.getByRole('img', { name: new RegExp(`^${resident.ticket.read('')}`) })
      const label = (await ticket.getAttribute('aria-label')) ?? ''
      expect(label).toMatch(/ [0-9A-Z]{2}( [0-9A-Z]{4}){4} [0-9A-Z]$/)
      return label.slice(resident.ticket.read('').length)
    },
    openReceipt,
    looksUp: async (code: string, state: keyof typeof resident.receipt.state) => {
      await openReceipt(code)
      await findsIt(state)
    },
    /** The receipt says how far the matter has come. */
    findsIt,
    judges: async (judgement: { process?: Grade; result?: Grade; solved?: boolean; words?: string }) => {
      const choose = (question: string, answer: string) =>
        page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check()
      if (judgement.process) await choose(resident.judge.process, terms.grade[judgement.process])
      if (judgement.result) await choose(resident.judge.result, terms.grade[judgement.result])
      if (judgement.solved !== undefined)
        await choose(resident.judge.solved, terms.solved[judgement.solved ? 'yes' : 'no'])
      if (judgement.words) await page.getByLabel(resident.judge.words).fill(judgement.words)
    },
    sendsJudgement: () => button(resident.judge.send).click(),
    sendsBack: () => button(resident.judge.sendBack).click(),
    sees: (text: string) => seen(page.getByText(text).first()),
  }
}

type Grade = 'satisfied' | 'basically' | 'not'

export function staffAt(page: Page, language: Language) {
  const { deputy, desk, terms } = words[language]
  const row = (title: string) => page.getByRole('article', { name: title })
  const form = (move: CaseMove) => page.getByRole('form', { name: terms.move[move], exact: true })
  return {
    opens: (path = '/desk') => page.goto(path),
    signsIn: async (login: Login) => {
      await page.getByLabel(desk.signIn.login, { exact: true }).fill(login)
      await page.getByLabel(desk.signIn.password, { exact: true }).fill(demonstrationPassword)
      await page.getByRole('button', { name: desk.signIn.submit, exact: true }).click()
      const list = page.getByRole('heading', { name: desk.nav.toDo, level: 1 })
      const week = page.getByRole('heading', { name: deputy.week.title, level: 1 })
      await seen(list.or(week))
      // A deputy begins with the week; what is told of the list goes on from the list.
      if (await week.isVisible())
        await page
          .getByRole('navigation', { name: desk.nav.main })
          .getByRole('link', { name: new RegExp(`^${desk.nav.toDo}`) })
          .click()
      await seen(list)
    },
    row,
    form,
    /** Presses the button of a move in the list. */
    presses: (title: string, move: CaseMove) =>
      row(title).getByRole('button', { name: terms.move[move], exact: true }).click(),
    /** Presses the button of a move on the page of a case; its key is part of its name. */
    pressesOnPage: (move: CaseMove) =>
      page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${terms.move[move]}( \\d)?$`) })
        .click(),
    opensCase: async (title: string) => {
      await row(title).getByRole('link', { name: title }).click({ clickCount: 2 })
      await seen(page.getByRole('heading', { name: title, level: 1 }))
    },
    fillsAnswer: async (move: 'answer' | 'answer-directly', answer: string, outcome: keyof typeof terms.outcome) => {
      await form(move).getByLabel(desk.move.label['answer-directly'], { exact: true }).fill(answer)
      await form(move).getByRole('radio', { name: terms.outcome[outcome] }).check()
    },
    sendsForm: (move: keyof typeof desk.move.submit) =>
      form(move).getByRole('button', { name: desk.move.submit[move], exact: true }).click(),
    isTold: (text: string) => seen(page.getByRole('status').getByText(text).first()),
  }
}
