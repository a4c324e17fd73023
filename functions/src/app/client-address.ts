// The caller's address. A header is trusted only where the platform's own proxy sets it.
import type { ClientAddress } from '../dependencies.ts'

/**
 * @param trustedHeader set by the platform's own proxy on every request, such as `cf-connecting-ip` or
 *   `x-forwarded-for` (of which the last entry is the proxy's own word; earlier ones are the caller's claim)
 */
export function createClientAddress(trustedHeader: string | undefined): ClientAddress {
  return (request, env) => {
    if (trustedHeader !== undefined)
      return request.headers.get(trustedHeader)?.split(',').at(-1)?.trim() || null
    return socketAddress(env)
  }
}

/** `{remoteAddress}` from our Deno entries, or the bindings of `@hono/node-server`. */
function socketAddress(env: unknown): string | null {
  const host = (env ?? {}) as {
    remoteAddress?: string
    incoming?: { socket?: { remoteAddress?: string } }
  }
  return host.remoteAddress ?? host.incoming?.socket?.remoteAddress ?? null
}

/** The part of an address that one customer can't change at will: all of IPv4, the /64 of IPv6. */
export function networkOf(address: string | null): string | null {
  if (address === null) return null
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head.split(':').filter((group) => group !== '')
  const rest = (tail ?? '').split(':').filter((group) => group !== '')
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...rest]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
