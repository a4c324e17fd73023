// What Apple's wallet asks of us, and what of it reaches a log.
import { beforeEach, expect, it } from 'vitest'
import { passToken } from '../secrets.ts'
import { exampleTicket } from '../testing/examples.ts'
import { makeCertificates } from '../testing/make-certificate.ts'
import { createTestDependencies, type TestDependencies } from '../testing/test-dependencies.ts'
import { createApiApp } from './api-app.ts'

const serial = exampleTicket(1).ticket_id
const SERVICE = '/api/wallets/apple/v1'
const held = `${SERVICE}/devices/d1/registrations/pass.example.maguey`

let deps: TestDependencies
let authorization: string
const { authority, pass } = await makeCertificates()

beforeEach(async () => {
  deps = createTestDependencies()
  deps.wallets.apple = {
    ...{ passTypeId: 'pass.example.maguey', teamId: 'A1B2C3D4E5' },
    signer: { ...pass, issuer: authority.certificate },
  }
  authorization = `ApplePass ${await passToken(deps.settings.orderTokenSecret, serial)}`
})

const ask = (path: string, init: RequestInit = {}) => createApiApp(deps).request(path, init)
const register = (path: string, said = authorization) =>
  ask(path, {
    method: 'POST',
    headers: { authorization: said },
    body: JSON.stringify({ pushToken: 'ab'.repeat(32) }),
  })

it('is absent where the installation makes no such passes', async () => {
  deps.wallets = {}
  expect((await register(`${held}/${serial}`)).status).toBe(404)
  expect((await ask(held)).status).toBe(404)
  expect((await ask(`${SERVICE}/log`, { method: 'POST', body: '{"logs":[]}' })).status).toBe(404)
})

it('opens one pass with its token, and neither another nor one of another kind', async () => {
  expect((await register(`${held}/${serial}`)).status).toBe(201)
  expect((await register(`${held}/${exampleTicket(2).ticket_id}`)).status).toBe(401)
  expect((await register(`${held.replace('example.maguey', 'other')}/${serial}`)).status).toBe(401)
  expect((await register(`${held.replace('d1', 'a%20b')}/${serial}`)).status).toBe(401)
  expect((await register(`${held}/${serial}`, authorization.replace('Apple', ''))).status).toBe(401)
  expect([...deps.database.devices.keys()]).toEqual([`d1 ${serial}`])
})

it('tells the pass’s own token from the order’s and from another secret’s', async () => {
  const other = await passToken('another-secret-of-16', serial)
  expect((await register(`${held}/${serial}`, `ApplePass ${other}`)).status).toBe(401)
})

it('logs what the wallet says without addresses, devices and serial numbers', async () => {
  const text = `[2026-11-28 01:02:03] Get pass (https://api.example/v1/passes/${serial}) of 7c2f9d0e1a2b3c4d: ${serial} unexpected`
  await ask(`${SERVICE}/log`, {
    method: 'POST',
    body: JSON.stringify({ logs: [text, ...Array(9).fill('x')] }),
  })
  expect(deps.logged).toHaveLength(5)
  expect(deps.logged[0]).toMatchObject({ level: 'warn', event: 'apple_wallet' })
  const said = String(deps.logged[0]?.text)
  expect(said).toContain('Get pass')
  expect(said).toContain('unexpected')
  for (const secret of [serial, '7c2f9d0e', 'api.example']) expect(said).not.toContain(secret)
})
