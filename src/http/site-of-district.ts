/** How a district's pages are reached: its own host name, else the address the settings name. */
import type { District } from '../data/districts/read.ts'
import type { Doors } from './server.ts'

/** The address without a slash at the end. */
export function addressOfDistrict({ publicUrl }: Pick<Doors, 'publicUrl'>, { host }: Pick<District, 'host'>): string {
  const address = new URL(publicUrl)
  if (host !== null) address.hostname = host
  return address.origin
}

/** What a passkey of this district belongs to. */
export function siteOfDistrict(doors: Pick<Doors, 'publicUrl'>, district: Pick<District, 'host'>) {
  const { hostname, protocol } = new URL(addressOfDistrict(doors, district))
  return { host: hostname, scheme: protocol as 'http:' | 'https:' }
}
