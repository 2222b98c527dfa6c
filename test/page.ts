/** A page as a browser without scripts has it: what can be read, and its forms, filled in and sent as they stand. */
import type { Answer, World } from './world.ts'

export type Page = {
  readonly status: number
  readonly html: string
  /** What can be read, tags and line ends taken away. */
  readonly text: string
  readonly headers: Answer['headers']
  /** The form that is sent to this address (the last of them when there are several). */
  form(action: string): Form
}

export type Form = {
  /** What would be sent now, by name. */
  readonly fields: Readonly<Record<string, string>>
  /** Sends it with some fields filled in. */
  send(filled?: Record<string, string>): Promise<Page>
}

type Settings = { readonly headers?: Record<string, string> }

/** Opens an address. */
export const open = async (w: World, path: string, settings: Settings = {}): Promise<Page> =>
  pageIn(w, await w.resident.get(path, { headers: { accept: 'text/html', ...settings.headers } }), settings)

/** Sends a form as it is given, to this address. */
export const sendForm = async (
  w: World,
  path: string,
  form: Record<string, string>,
  settings: Settings = {},
): Promise<Page> =>
  pageIn(
    w,
    await w.resident.post(path, undefined, { form, headers: { accept: 'text/html', ...settings.headers } }),
    settings,
  )

function pageIn(w: World, { status, text: html, headers }: Answer, settings: Settings): Page {
  return {
    status,
    html,
    text: readable(html.replace(/<head>[\s\S]*?<\/head>/, '')),
    headers,
    form: (action) => {
      const forms = [...html.matchAll(/<form\b[^>]*\baction="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)]
      const found = forms.findLast(([, to]) => to === action)
      if (!found) throw new Error(`no form is sent to ${action}: ${html}`)
      const fields = fieldsIn(found[2] as string)
      return { fields, send: (filled = {}) => sendForm(w, action, { ...fields, ...filled }, settings) }
    },
  }
}

function fieldsIn(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type') ?? 'text'
    // A file field left empty says nothing.
    if (type === 'file') continue
    const chosen = !['radio', 'checkbox'].includes(type) || /\schecked(?=[\s>])/.test(tag)
    if (name && chosen) fields[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, tag, inside] of form.matchAll(/(<textarea\b[^>]*>)\n?([\s\S]*?)<\/textarea>/g))
    fields[attribute(tag as string, 'name') ?? ''] = unescaped(inside as string)
  return fields
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const readable = (html: string): string =>
  unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
