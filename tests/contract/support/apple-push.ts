// Apple's push service, as far as we speak with it: HTTP/2, and with `identity` over TLS to those alone whom its authority vouches for.
// https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
import {
  createSecureServer,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2'
import { listenHere } from './listen-here.ts'

export type Identity = { cert: string; key: string; ca: string }

export type ApplePushSimulator = Awaited<ReturnType<typeof openApplePush>>

export async function openApplePush(topic: string, identity?: Identity) {
  const server =
    identity === undefined
      ? createServer()
      : createSecureServer({ ...identity, requestCert: true, rejectUnauthorized: true })
  const pushed: string[] = []
  const gone = new Set<string>()
  let silent = false
  server.on('sessionError', () => {})
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => {})
    let body = ''
    stream.setEncoding('utf8')
    stream.on('data', (part: string) => {
      body += part
    })
    stream.on('end', () => {
      const token = /^\/3\/device\/([0-9a-f]+)$/.exec(String(headers[':path']))?.[1]
      if (silent) return
      const [status, reason] = judge(token, String(headers['apns-topic']), body)
      if (status === 200 && token !== undefined) pushed.push(token)
      stream.respond({ ':status': status })
      stream.end(reason === undefined ? '' : JSON.stringify({ reason }))
    })
  })

  function judge(token: string | undefined, saidTopic: string, body: string) {
    if (token === undefined || token.length < 16) return [400, 'BadDeviceToken'] as const
    if (saidTopic !== topic) return [400, 'TopicDisallowed'] as const
    if (Object.keys(JSON.parse(body)).length > 0) return [400, 'PayloadEmpty'] as const
    if (gone.has(token)) return [410, 'Unregistered'] as const
    return [200] as const
  }

  return {
    ...(await listenHere(server, identity === undefined ? 'http' : 'https')),
    pushed,
    /** The pass is deleted there. */
    lose: (token: string) => gone.add(token),
    fallSilent: () => {
      silent = true
    },
  }
}
