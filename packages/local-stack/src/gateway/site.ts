// One HTTP server on 127.0.0.1: takes its port first and gets its content later, since addresses refer to one another.
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type PortClaim, portInUse } from '../database/ports.ts'

export type Answer = (request: Request, bindings: HttpBindings) => Response | Promise<Response>
/** @returns false when the address is not for it. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

export type Site = {
  /** Without a slash at the end. */
  url: string
  port: number
  serve(answer: Answer, upgrade?: Upgrade): void
  close(): Promise<void>
}

/** How long requests under way may take when the stack stops. */
const graceMs = 1000

/** Throws StackError `port_in_use`. */
export async function openSite(claim: PortClaim): Promise<Site> {
  let answer: Answer = () => new Response('Maguey is starting.', { status: 503 })
  let upgrade: Upgrade = () => false
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(request, bindings as HttpBindings),
  }) as Server
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket)
    socket.on('close', () => upgraded.delete(socket))
    socket.on('error', () => socket.destroy())
    if (!upgrade(request, socket, head)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    }
  })
  const port = await listen(server, claim)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    serve(newAnswer, newUpgrade) {
      answer = newAnswer
      if (newUpgrade) upgrade = newUpgrade
    },
    close() {
      for (const socket of upgraded) socket.destroy()
      return close(server)
    },
  }
}

function listen(server: Server, claim: PortClaim): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(taken ? portInUse(claim) : error)
    })
    server.listen(claim.wanted ?? 0, '127.0.0.1', () =>
      resolve((server.address() as AddressInfo).port),
    )
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
