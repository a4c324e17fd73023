// Google's side of its wallet, as far as we speak with it: the token service, the page that saves a link, and the REST API.
// https://developers.google.com/wallet/reference/rest/v1/eventticketobject
import { createPrivateKey, createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenHere } from './listen-here.ts'

type Claims = Record<string, unknown>
type Shown = Record<string, unknown> & { id: string; classId?: string; state?: string }

const SCOPE = 'https://www.googleapis.com/auth/wallet_object.issuer'
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const RESOURCE = /^\/walletobjects\/v1\/(eventTicketClass|eventTicketObject)\/([\w.-]+)$/

export type GoogleWalletSimulator = Awaited<ReturnType<typeof openGoogleWallet>>

/** @param key the service account's, as PEM */
export async function openGoogleWallet({ account, key }: { account: string; key: string }) {
  const publicKey = createPublicKey(createPrivateKey(key))
  const stored = new Map<string, Shown>()
  const tokens = new Set<string>()
  const requests: string[] = []
  const held: (() => void)[] = []
  let holding = false
  let refusing = 0

  /** Throws for what the account didn't sign. */
  function read(jwt: string): Claims {
    const [head = '', claims = '', signature = ''] = jwt.split('.')
    const signed = Buffer.from(`${head}.${claims}`)
    if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url')))
      throw new Error('not signed by the account')
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
    if (said.iss !== account) throw new Error('signed in another name')
    return said
  }

  function readSafely(jwt: string): Claims {
    try {
      return read(jwt)
    } catch {
      return {}
    }
  }

  function giveToken(body: string) {
    const form = new URLSearchParams(body)
    const claims = readSafely(form.get('assertion') ?? '')
    const lasts = Number(claims.exp) - Number(claims.iat)
    const right = claims.aud === `${where.url}/token` && claims.scope === SCOPE && lasts <= 3600
    if (form.get('grant_type') !== GRANT || !right) return { status: 400 }
    const token = `ya29.${tokens.size}`
    tokens.add(token)
    return { status: 200, body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } }
  }

  /** PUT: what is stored is what was said, whole. */
  function replace(request: IncomingMessage, body: string) {
    const [, kind = '', id = ''] = RESOURCE.exec(String(request.url)) ?? []
    if (!tokens.has(String(request.headers.authorization).replace('Bearer ', '')))
      return { status: 401 }
    if (refusing > 0) return { status: refusing }
    const shown = JSON.parse(body) as Shown
    if (shown.id !== id || (kind === 'eventTicketClass' && shown.reviewStatus !== 'UNDER_REVIEW'))
      return { status: 400 }
    if (!stored.has(`${kind} ${id}`)) return { status: 404 }
    stored.set(`${kind} ${id}`, shown)
    return { status: 200, body: shown }
  }

  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    requests.push(`${request.method} ${request.url}`)
    if (holding) await new Promise<void>((resolve) => held.push(resolve))
    answer(response, request.url === '/token' ? giveToken(body) : replace(request, body))
  })
  const where = await listenHere(server)

  return {
    ...where,
    requests,
    /** What a customer does: a class that is known stays as it is, as at Google. */
    save(link: string): void {
      const { payload } = read(link.split('/').at(-1) ?? '') as {
        payload: Record<'eventTicketClasses' | 'eventTicketObjects', Shown[]>
      }
      for (const [kind, all] of [
        ['eventTicketClass', payload.eventTicketClasses],
        ['eventTicketObject', payload.eventTicketObjects],
      ] as const)
        for (const one of all) {
          const name = `${kind} ${one.id}`
          if (!stored.has(name)) stored.set(name, one)
        }
    },
    ticket: (ticketId: string) => [...stored].find(([name]) => name.endsWith(`.${ticketId}`))?.[1],
    night: (eventId: string) =>
      [...stored].find(([name]) => name.endsWith(`.${eventId.replaceAll('-', '')}`))?.[1],
    /** Tokens end: those that were given are no longer good. */
    forgetTokens: () => tokens.clear(),
    /** 0: it refuses nothing. */
    refuse: (status: number) => {
      refusing = status
    },
    /** Takes requests and answers none, until `answerAgain`. */
    fallSilent: () => {
      holding = true
    },
    waiting: () => held.length,
    answerAgain: () => {
      holding = false
      for (const resume of held.splice(0)) resume()
    },
  }
}

function answer(response: ServerResponse, { status, body }: { status: number; body?: unknown }) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? {}))
}
