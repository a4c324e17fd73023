// A proxy that a test can cut, or silence the way a phone's network goes silent: nothing arrives, and no error either.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export type UnreliableWire = {
  /** To use in place of the server's address. */
  url: string
  /** Closes every open connection; new ones work. */
  cut: () => void
  /** Drops whatever is sent on the open connections, which stay open; new ones work. */
  silence: () => void
  close: () => Promise<void>
}

type Pair = { client: Socket; server: Socket }

export async function openUnreliableWire(serverUrl: string): Promise<UnreliableWire> {
  const port = Number(new URL(serverUrl).port)
  const pairs = new Set<Pair>()
  const listener = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    const pair = { client, server }
    pairs.add(pair)
    client.pipe(server)
    server.pipe(client)
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        pairs.delete(pair)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const { client, server } of pairs) {
      client.destroy()
      server.destroy()
    }
  }
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    silence: () => {
      for (const { client, server } of pairs) {
        client.unpipe(server)
        server.unpipe(client)
        client.resume()
        server.resume()
      }
      pairs.clear()
    },
    close: async () => {
      cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
