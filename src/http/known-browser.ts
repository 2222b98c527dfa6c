/**
 * A browser from which somebody has signed in before. A signed cookie says so, for this product alone: it holds chance
 * and marks, no name, and lets nobody in. It only gives its owner a count of wrong passwords of their own.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Read where somebody signs in, and nowhere else. */
export const knownBrowserCookie = 'jieyou_browser'
export const knownBrowserPath = '/api/v1/sessions'
/** As long as browsers keep a cookie at all (RFC 6265bis: 400 days), in seconds. */
export const knownBrowserAge = 400 * 86_400

/** People who share a computer; the one who has not signed in for longest is forgotten. */
const most = 8

const markOf = (key: Uint8Array, login: string, chance: string): Buffer =>
  createHmac('sha256', key).update(`known browser ${chance} ${login}`).digest().subarray(0, 16)

/** The part of the cookie that knows this login; undefined in a browser where it never signed in. */
export function knownAs(key: Uint8Array, cookie: string | undefined, login: string): string | undefined {
  return (cookie ?? '')
    .split('~')
    .slice(0, most)
    .find((part) => {
      const [chance = '', mark = ''] = part.split('.')
      const given = Buffer.from(mark, 'base64url')
      const right = markOf(key, login, chance)
      return given.length === right.length && timingSafeEqual(given, right)
    })
}

/** The cookie after this login has signed in here. */
export function withKnown(key: Uint8Array, cookie: string | undefined, login: string): string {
  const known = knownAs(key, cookie, login)
  const chance = randomBytes(12).toString('base64url')
  const mine = known ?? `${chance}.${markOf(key, login, chance).toString('base64url')}`
  const others = (cookie ?? '').split('~').filter((part) => part !== '' && part !== mine && part.length < 100)
  return [mine, ...others].slice(0, most).join('~')
}
