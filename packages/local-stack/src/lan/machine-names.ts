// The address and names by which phones on the network reach this machine.
import { isIPv4 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { StackError } from '../database/stack-error.ts'
import type { CertificateNames } from './authority.ts'

export type MachineNames = CertificateNames & {
  /** The host in the URLs that phones open. */
  host: string
  /** The IP address that the servers listen on. */
  address: string
  /** Other addresses of this machine, for a person whose phone is on another network. */
  others: string[]
}

/** Bridges and tunnels of virtual machines and VPNs: no phone is there. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|tailscale|zt)/

/** @param wanted an address of this machine, or a name that phones resolve to it. Throws StackError `no_network`. */
export function findMachineNames(wanted?: string): MachineNames {
  const addresses = Object.entries(networkInterfaces())
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, entries]) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry.address)
  const named = wanted !== undefined && !isIPv4(wanted)
  const address = wanted === undefined || named ? addresses[0] : wanted
  if (address === undefined) {
    throw new StackError(
      'no_network',
      'This machine is in no network that a phone could reach. Join one, or name an address: MAGUEY_LAN_HOST=192.168.1.5 npm start -- --lan',
    )
  }
  return {
    host: wanted ?? address,
    address,
    dns: [...(named ? [wanted] : []), localName()],
    ips: [address],
    others: addresses.filter((other) => other !== address),
  }
}

/** The machine's multicast DNS name, if it answers to one (RFC 6762). */
function localName(): string {
  const [first = ''] = hostname().split('.')
  return `${first.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-') || 'maguey'}.local`
}
