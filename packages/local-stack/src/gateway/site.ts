// One address of the stack: takes its port first and gets its content later, since the sites refer to one another.
import type { IncomingMessage, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type PortClaim, portInUse } from '../database/ports.ts'

export type Answer = (request: Request, bindings: HttpBindings) => Response | Promise<Response>
/** @returns false when the path is not its own. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/** Where a site listens besides 127.0.0.1; without `tls` (PEM) it speaks plain HTTP there. */
export type Front = { host: string; address: string; tls?: { cert: string; key: string } }

export type Site = {
  /** Where people and their browsers go: the front's address, else the local one. No trailing slash. */
  url: string
  /** On this machine, without encryption: for calls between the parts of the stack. */
  localUrl: string
  port: number
  serve(answer: Answer, upgrade?: Upgrade): void
  close(): Promise<void>
}

/** How long requests in flight may take when the stack stops. */
const GRACE_MS = 1000

/** With a front it listens there too, on the same port where that is free. Throws StackError `port_in_use`. */
export async function openSite(claim: PortClaim, front?: Front): Promise<Site> {
  const content: Content = {
    answer: () => new Response('Maguey is starting.', { status: 503 }),
    upgrade: () => false,
  }
  const local = createSiteServer(content)
  const port = await listen(local.server, claim, '127.0.0.1')
  const localUrl = `http://127.0.0.1:${port}`
  const servers = [local]
  let url = localUrl
  if (front) {
    const open = createSiteServer(content, front)
    const openPort = await listen(open.server, claim, front.address)
    servers.push(open)
    url = `${front.tls ? 'https' : 'http'}://${front.host}:${openPort}`
  }
  return {
    url,
    localUrl,
    port,
    serve(answer, upgrade) {
      content.answer = answer
      if (upgrade) content.upgrade = upgrade
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

type Content = { answer: Answer; upgrade: Upgrade }

function createSiteServer(content: Content, front?: Front) {
  const server = createAdaptorServer({
    fetch: async (request, bindings) =>
      withoutPinning(await content.answer(request, bindings as HttpBindings)),
    ...(front?.tls ? { createServer: createTlsServer, serverOptions: front.tls } : {}),
  }) as Server
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket)
    socket.on('close', () => upgraded.delete(socket))
    socket.on('error', () => socket.destroy())
    if (!content.upgrade(request, socket, head)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    }
  })
  return {
    server,
    close() {
      for (const socket of upgraded) socket.destroy()
      return close(server)
    },
  }
}

/**
 * A browser applies HSTS from one port to the whole host name, other ports included. But the page on which
 * a phone learns to trust us is plain HTTP, and the name is the machine's, not ours.
 */
function withoutPinning(response: Response): Response {
  if (!response.headers.has('strict-transport-security')) return response
  const headers = new Headers(response.headers)
  headers.delete('strict-transport-security')
  return new Response(response.body, { status: response.status, headers })
}

function listen(server: Server, claim: PortClaim, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(taken ? portInUse(claim) : error)
    })
    server.listen(claim.wanted ?? 0, address, () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
