// Serves the page that sets up phones to trust the stack, over plain HTTP on the network.
import { openSite } from '../gateway/site.ts'
import type { Lan } from '../lan/open-lan.ts'
import { createSetupSite } from '../lan/setup-site.ts'
import type { Cleanups } from './cleanups.ts'
import type { StackInfo } from './stack-info.ts'

/** @returns its address. Throws StackError `port_in_use`. */
export async function serveSetup(
  lan: Lan,
  port: number | undefined,
  info: StackInfo,
  cleanups: Cleanups,
): Promise<string> {
  const claim = { what: 'setup page', wanted: port, variable: 'MAGUEY_SETUP_PORT' }
  const site = await openSite(claim, { host: lan.host, address: lan.address })
  cleanups.add(() => site.close())
  site.serve(
    createSetupSite({
      ...info,
      authorityPem: lan.authorityPem,
      fingerprint: lan.fingerprint,
      names: lan.names,
    }),
  )
  return site.url
}
