/** What a session is begun with, in two words a person recognises: the whole of what a browser says of itself is not kept. */

const browsers = [
  ['MicroMessenger', '微信'],
  ['DingTalk', '钉钉'],
  ['Edg', 'Edge'],
  ['QQBrowser', 'QQ 浏览器'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['OpenHarmony', 'HarmonyOS'],
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** «Chrome · Windows»; empty for a program. */
export function deviceOf(agent: string | undefined): string {
  const named = (list: readonly (readonly [string, string])[]) => list.find(([sign]) => agent?.includes(sign))?.[1]
  return [named(browsers), named(systems)].filter(Boolean).join(' · ')
}
