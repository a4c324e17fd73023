// The ports to the wallets' owners, against servers that speak as they do.
import { createApplePush } from '@maguey/functions/adapters/apple-push'
import { createGooglePasses } from '@maguey/functions/adapters/google-wallet'
import {
  makeCertificates,
  pemOf,
  type TestIdentity,
} from '@maguey/functions/testing/make-certificate'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openApplePush } from '../support/apple-push.ts'
import { openGoogleWallet } from '../support/google-wallet.ts'

const TOPIC = 'pass.example.maguey'
const TOKEN = 'ab'.repeat(32)
const ACCOUNT = 'wallet@maguey.iam.gserviceaccount.com'

let identities: Awaited<ReturnType<typeof makeCertificates>>
let strangers: typeof identities
const opened: { close(): Promise<void> }[] = []

beforeAll(async () => {
  ;[identities, strangers] = await Promise.all([makeCertificates(), makeCertificates()])
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

const keep = <Server extends { close(): Promise<void> }>(server: Server) => {
  opened.push(server)
  return server
}

describe('Apple’s push service', () => {
  const open = async () => {
    const { authority, server } = identities
    const identity = {
      cert: pemOf(server.certificate, 'CERTIFICATE'),
      key: pemOf(server.key, 'PRIVATE KEY'),
      ca: pemOf(authority.certificate, 'CERTIFICATE'),
    }
    return keep(await openApplePush(TOPIC, identity))
  }
  const pusher = (base: string, pass: TestIdentity, passTypeId = TOPIC, timeoutMs = 60_000) =>
    createApplePush({
      ...{ base, passTypeId },
      signer: { ...pass, issuer: identities.authority.certificate },
      authority: pemOf(identities.authority.certificate, 'CERTIFICATE'),
      timeoutMs,
    })

  it('takes a push from the pass’s own certificate, and tells for each device what became of it', async () => {
    const apple = await open()
    apple.lose('cd'.repeat(32))
    const answers = await pusher(apple.url, identities.pass).push([TOKEN, 'cd'.repeat(32), 'ef'])
    expect(answers).toEqual([{ ok: true }, 'gone', 'gone'])
    expect(apple.pushed).toEqual([TOKEN])
  })

  it('takes many at once over one connection', async () => {
    const apple = await open()
    const tokens = Array.from({ length: 500 }, (_, n) => n.toString(16).padStart(64, '0'))
    const answers = await pusher(apple.url, identities.pass).push(tokens)
    expect(answers).toEqual(tokens.map(() => ({ ok: true })))
    expect(new Set(apple.pushed).size).toBe(500)
  })

  it('takes none from another certificate, none of another pass, and none at all where nobody answers', async () => {
    const apple = await open()
    const away = { ok: false, reason: 'apns_unreachable', away: true }
    expect(await pusher(apple.url, strangers.pass).push([TOKEN])).toEqual([away])
    const mixed = { ...identities.pass, key: strangers.pass.key }
    expect(await pusher(apple.url, mixed).push([TOKEN])).toEqual([
      { ok: false, reason: 'apns_certificate', away: true },
    ])
    expect(await pusher(apple.url, identities.pass, 'pass.other').push([TOKEN])).toEqual([
      { ok: false, reason: 'apns_400', away: false },
    ])
    apple.fallSilent()
    const impatient = pusher(apple.url, identities.pass, TOPIC, 300)
    expect(await impatient.push([TOKEN, TOKEN])).toEqual([away, away])
    await apple.close()
    expect(await pusher(apple.url, identities.pass).push([TOKEN])).toEqual([away])
    expect(apple.pushed).toEqual([])
  })
})

describe('Google’s REST API', () => {
  const shown = { id: '338.T1', state: 'INACTIVE' }
  let nowMs = Date.now()
  const open = async (key = identities.pass.key, timeoutMs = 60_000) => {
    const pem = pemOf(identities.pass.key, 'PRIVATE KEY')
    const google = keep(await openGoogleWallet({ account: ACCOUNT, key: pem }))
    const passes = createGooglePasses({
      ...{ account: ACCOUNT, key, apiBase: google.url, tokenUrl: `${google.url}/token` },
      ...{ nowMs: () => nowMs, timeoutMs },
    })
    return { google, tell: () => passes.replace('eventTicketObject', '338.T1', shown) }
  }
  const tokensAsked = ({ requests }: { requests: string[] }) =>
    requests.filter((one) => one === 'POST /token').length

  it('is asked for one token an hour, however many are told at once', async () => {
    const { google, tell } = await open()
    expect(await Promise.all([tell(), tell(), tell()])).toEqual(Array(3).fill({ ok: true }))
    expect(tokensAsked(google)).toBe(1)
    nowMs += 3_600_000
    await tell()
    expect(tokensAsked(google)).toBe(2)
  })

  it('gives no token to another key, and is asked again', async () => {
    const { google, tell } = await open(strangers.pass.key)
    expect(await tell()).toEqual({ ok: false, reason: 'google_token_400', away: true })
    await tell()
    expect(tokensAsked(google)).toBe(2)
  })

  it('is left alone by the others once it refuses us, and not for one that it dislikes', async () => {
    const { google, tell } = await open()
    for (const [status, away] of [
      [400, false],
      [403, true],
      [429, true],
      [500, true],
    ] as const) {
      google.refuse(status)
      expect(await tell()).toEqual({ ok: false, reason: `google_${status}`, away })
    }
    google.refuse(0)
    google.forgetTokens()
    expect(await tell()).toEqual({ ok: false, reason: 'google_401', away: true })
    expect(await tell()).toEqual({ ok: true })
  })

  it('is waited for no longer than it may take', async () => {
    const { google, tell } = await open(identities.pass.key, 300)
    google.fallSilent()
    expect(await tell()).toEqual({ ok: false, reason: 'google_unreachable', away: true })
    google.answerAgain()
  })
})
