/** What every page is told: the reader's settings, the district, and where its built files are. */
import type { FastifyRequest } from 'fastify'
import type { PageSettings } from '../../web/site/page-settings.ts'
import { type District, districtByHost } from '../data/districts/read.ts'
import type { Language } from '../words/language.ts'
import { Refusal } from './refusals.ts'
import type { Doors } from './server.ts'

type FormFields = Readonly<Record<string, unknown>>

/** A field of a form as text; nothing else is taken. */
export const field = (fields: unknown, name: string): string => {
  const value = (fields as FormFields | undefined | null)?.[name]
  return typeof value === 'string' ? value : ''
}

/** The language of a page: of the form that was sent, else as every request asks for it. */
export function languageOfPage(request: FastifyRequest): Language {
  const lang = field(request.body, 'lang')
  return lang === 'en' || lang === 'zh' ? lang : request.language
}

/** Language and size come with the form that was sent, else with the query, else (the language) from the browser. */
export function pageSettings(
  request: FastifyRequest,
  district: Pick<District, 'name' | 'isDemonstration'>,
  asset: (name: string) => string,
): PageSettings {
  return {
    language: languageOfPage(request),
    large: (field(request.body, 'large') || field(request.query, 'large')) === '1',
    districtName: district.name,
    isDemonstration: district.isDemonstration,
    asset,
    path: request.url.split('?', 1)[0] ?? '/',
  }
}

/** The district a page without a code belongs to. Refused: `no-such-district`. */
export async function districtOfPage({ context }: Doors, request: FastifyRequest): Promise<District> {
  const district = await districtByHost(context.database, request.hostname)
  if (!district) throw new Refusal('no-such-district')
  return district
}
