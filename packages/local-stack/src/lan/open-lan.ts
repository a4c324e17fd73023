// What `--lan` adds to a stack: a certificate for this machine's names, and what phones need in order to trust it.
import { join } from 'node:path'
import type { Front } from '../gateway/site.ts'
import { fingerprintOf, issueCertificate, loadAuthority } from './authority.ts'
import type { MachineNames } from './machine-names.ts'

export type Lan = Required<Front> & {
  /** PEM, for phones to install. */
  authorityPem: string
  authorityFile: string
  fingerprint: string
  /** All the names that the authority may vouch for. */
  names: string[]
  /** No phone trusts this authority yet. */
  isNew: boolean
}

export async function openLan(dataDir: string, names: MachineNames): Promise<Lan> {
  const folder = join(dataDir, 'authority')
  const authority = await loadAuthority(folder, names)
  return {
    host: names.host,
    address: names.address,
    tls: await issueCertificate(authority, names),
    authorityPem: authority.pem,
    authorityFile: join(folder, 'authority.pem'),
    fingerprint: fingerprintOf(authority),
    names: [...names.dns, ...names.ips],
    isNew: authority.isNew,
  }
}
