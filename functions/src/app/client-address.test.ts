// Whose address counts: the socket's, or that of a header which the platform vouches for; never a caller's claim.
import { describe, expect, it } from 'vitest'
import { createClientAddress, networkOf } from './client-address.ts'

const claimed = new Request('http://api/', {
  headers: { 'x-forwarded-for': '1.1.1.1, 203.0.113.9', 'cf-connecting-ip': '198.51.100.7' },
})

describe('createClientAddress', () => {
  it('believes no header by itself', () => {
    const address = createClientAddress(undefined)
    expect(address(claimed, {})).toBeNull()
    expect(address(claimed, undefined)).toBeNull()
    expect(address(claimed, { remoteAddress: '10.0.0.1' })).toBe('10.0.0.1')
    expect(address(claimed, { incoming: { socket: { remoteAddress: '10.0.0.2' } } })).toBe(
      '10.0.0.2',
    )
  })

  it('takes the trusted header’s last entry, which is the proxy’s own word', () => {
    expect(createClientAddress('cf-connecting-ip')(claimed, {})).toBe('198.51.100.7')
    expect(createClientAddress('x-forwarded-for')(claimed, {})).toBe('203.0.113.9')
    expect(createClientAddress('x-real-ip')(claimed, { remoteAddress: '10.0.0.1' })).toBeNull()
  })
})

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [null, null],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
