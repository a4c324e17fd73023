// The port to Apple's push service, which speaks HTTP/2 only; the pass certificate vouches for us.
// https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
import type { ClientHttp2Session } from 'node:http2'
import type { AppleWallet } from '../passes/apple-pass.ts'
import type { ApplePush, PushedTo, ToldWallet } from '../ports/wallet-updates.ts'

/** Of connecting, and of the pushes, which go out together. */
const TIMEOUT_MS = 5_000

export type ApplePushOptions = Pick<AppleWallet, 'passTypeId' | 'signer'> & {
  base: string
  /** PEM; absent: the platform's authorities. */
  authority?: string
  timeoutMs?: number
}

export function createApplePush(options: ApplePushOptions): ApplePush {
  return {
    async push(pushTokens) {
      const session = await openSession(options)
      if ('ok' in session) return pushTokens.map(() => session)
      const sent = pushTokens.map((token) => pushOne(session, options, token))
      const answers = await Promise.all(sent)
      session.destroy()
      return answers
    },
  }
}

const UNREACHABLE: ToldWallet = { ok: false, reason: 'apns_unreachable', away: true }

/** Loaded when it is needed, as a bundle carries nothing of Node. */
async function openSession(options: ApplePushOptions): Promise<ClientHttp2Session | ToldWallet> {
  const { connect } = await import('node:http2')
  const { certificate, key } = options.signer
  const credentials = {
    cert: pemOf(certificate, 'CERTIFICATE'),
    key: pemOf(key, 'PRIVATE KEY'),
    ...(options.authority === undefined ? {} : { ca: options.authority }),
  }
  let session: ClientHttp2Session
  try {
    session = connect(options.base, credentials)
  } catch {
    // They can't be read, or don't belong together.
    return { ok: false, reason: 'apns_certificate', away: true }
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => session.destroy(), options.timeoutMs ?? TIMEOUT_MS)
    session.once('connect', () => {
      clearTimeout(timer)
      resolve(session)
    })
    // Whatever ends it later ends each request too, which then says so.
    session.on('error', () => resolve(UNREACHABLE))
    session.once('close', () => {
      clearTimeout(timer)
      resolve(UNREACHABLE)
    })
  })
}

/** An empty message: the wallet then asks us what has changed. */
function pushOne(
  session: ClientHttp2Session,
  { passTypeId, timeoutMs = TIMEOUT_MS }: ApplePushOptions,
  pushToken: string,
): Promise<PushedTo> {
  return new Promise((resolve) => {
    if (session.destroyed || session.closed) return resolve(UNREACHABLE)
    const request = session.request({
      ':method': 'POST',
      ':path': `/3/device/${pushToken}`,
      'apns-topic': passTypeId,
      'apns-priority': '5',
    })
    let status = 0
    let body = ''
    const end = (answer: PushedTo) => {
      clearTimeout(timer)
      resolve(answer)
    }
    const timer = setTimeout(() => {
      end(UNREACHABLE)
      request.close()
    }, timeoutMs)
    request.setEncoding('utf8')
    request.on('response', (headers) => {
      status = Number(headers[':status'])
    })
    request.on('data', (part: string) => {
      body += part
    })
    request.on('error', () => end(UNREACHABLE))
    request.on('end', () => end(answerOf(status, body)))
    request.on('close', () => end(UNREACHABLE))
    request.end('{}')
  })
}

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
function answerOf(status: number, body: string): PushedTo {
  if (status === 200) return { ok: true }
  // It ended without an answer, as when our certificate is refused.
  if (status === 0) return UNREACHABLE
  if (status === 410 || /"(BadDeviceToken|DeviceTokenNotForTopic)"/.test(body)) return 'gone'
  return { ok: false, reason: `apns_${status}`, away: status === 403 || status >= 500 }
}

function pemOf(der: Uint8Array, label: string): string {
  const base64 = btoa(String.fromCharCode(...der))
  const lines = base64.match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
