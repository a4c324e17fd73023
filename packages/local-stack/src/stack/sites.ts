// The addresses of a stack: all ports are taken first, because each part needs the addresses of the others.
import { type Front, openSite, type Site } from '../gateway/site.ts'
import type { Cleanups } from './cleanups.ts'

export type SiteName = 'api' | 'inbox' | 'stripe' | 'shop' | 'scanner' | 'backOffice'
export type Sites = Record<SiteName, Site>

const titles: Record<SiteName, string> = {
  api: 'API',
  inbox: 'inbox',
  stripe: 'Stripe simulator',
  shop: 'shop',
  scanner: 'scanner',
  backOffice: 'back office',
}

/** @example portVariable('backOffice') // "MAGUEY_BACK_OFFICE_PORT" */
export const portVariable = (name: string): string =>
  `MAGUEY_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}_PORT`

/**
 * @param ports 0 or absent: any free one.
 * @param front where phones reach them, if at all. Throws StackError `port_in_use`.
 */
export async function openSites(
  ports: Partial<Record<SiteName, number>>,
  cleanups: Cleanups,
  front?: Front,
): Promise<Sites> {
  const open = async (name: SiteName) => {
    const variable = portVariable(name)
    const site = await openSite({ what: titles[name], wanted: ports[name], variable }, front)
    cleanups.add(() => site.close())
    return site
  }
  return {
    api: await open('api'),
    inbox: await open('inbox'),
    stripe: await open('stripe'),
    shop: await open('shop'),
    scanner: await open('scanner'),
    backOffice: await open('backOffice'),
  }
}
