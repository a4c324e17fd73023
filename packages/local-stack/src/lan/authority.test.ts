// The authority: kept while it fits, limited to its names, and its certificates are accepted by a strict client.
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CertificateNames, issueCertificate, loadAuthority } from './authority.ts'

const names = { dns: ['night.maguey.test', 'box.local'], ips: ['192.0.2.7'] }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maguey-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The outcome for a client that trusts only this authority and connects to `host`. */
async function greet(trusted: string, issued: { cert: string; key: string }, host: string) {
  const server = createServer(issued, (socket) => socket.end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const socket = connect({ port, host: '127.0.0.1', servername: host, ca: trusted })
  const outcome = await new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve('welcome'))
    socket.once('error', (error: Error) => resolve(error.message))
  })
  socket.destroy()
  server.close()
  return outcome
}

describe('the authority', () => {
  it('is kept, its key readable by its owner alone', async () => {
    const first = await loadAuthority(folder, names)
    expect(first.isNew).toBe(true)
    const second = await loadAuthority(folder, names)
    expect(second.isNew).toBe(false)
    expect(second.pem).toBe(first.pem)
    expect((await stat(join(folder, 'authority.key'))).mode & 0o777).toBe(0o600)
  })

  it('is another one once the machine has other names', async () => {
    const first = await loadAuthority(folder, names)
    const moved = await loadAuthority(folder, { ...names, ips: ['192.0.2.8'] })
    expect(moved.isNew).toBe(true)
    expect(moved.pem).not.toBe(first.pem)
  })
})

describe('a certificate', () => {
  const issue = async (forNames: CertificateNames) => {
    const authority = await loadAuthority(folder, names)
    return { authority, issued: await issueCertificate(authority, forNames) }
  }

  it.each(names.dns)('is taken for %s by who trusts the authority', async (host) => {
    const { authority, issued } = await issue(names)
    expect(await greet(authority.pem, issued, host)).toBe('welcome')
  })

  it('of a name beyond the authority is refused, though correctly signed', async () => {
    const { authority, issued } = await issue({ dns: ['bank.example'], ips: [] })
    expect(await greet(authority.pem, issued, 'bank.example')).toContain(
      'permitted subtree violation',
    )
  })

  it('lives no longer than Apple allows, is for servers, and carries the address', async () => {
    const { issued } = await issue(names)
    const leaf = new X509Certificate(issued.cert)
    const days = (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / 86_400_000
    expect(days).toBeLessThanOrEqual(825)
    expect(leaf.subjectAltName).toBe('DNS:night.maguey.test, DNS:box.local, IP Address:192.0.2.7')
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(leaf.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
    expect(leaf.ca).toBe(false)
  })
})
