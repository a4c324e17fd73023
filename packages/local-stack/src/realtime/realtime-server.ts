// Supabase Realtime for the local stack: broadcast, presence and private topics for the unchanged supabase-js.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Hono } from 'hono'
import type { Sql } from 'postgres'
import { type WebSocket, WebSocketServer } from 'ws'
import { broadcastEndpoint } from './broadcast-endpoint.ts'
import { Channels, type Socket } from './channels.ts'
import { carryDatabaseBroadcasts } from './database-broadcasts.ts'
import { decodeFrame, encodeFrame, type Frame, type Version } from './frame.ts'
import { Session } from './session.ts'
import type { ProjectKeys } from './tokens.ts'

export type RealtimeServer = {
  /** For the HTTP server's `upgrade` event. @returns false when the path is not ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** The HTTP endpoints. */
  app: Hono
  close(): Promise<void>
}

const SOCKET_PATH = '/realtime/v1/websocket'
/** realtime-js sends a heartbeat every 25 s. */
const SILENCE_MS = 60_000
const MAX_FRAME_BYTES = 1 << 20

export async function createRealtimeServer(options: {
  sql: Sql
  keys: ProjectKeys
}): Promise<RealtimeServer> {
  const { sql, keys } = options
  const channels = new Channels()
  const context = { sql, keys, channels }
  const stopCarrying = await carryDatabaseBroadcasts(sql, channels)
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES })
  const heard = new WeakSet<WebSocket>()
  const stopReaping = reapSilent(server, heard)

  return {
    app: broadcastEndpoint(context),
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://local')
      if (url.pathname !== SOCKET_PATH) return false
      const apiKey = url.searchParams.get('apikey') ?? ''
      if (apiKey !== keys.publishableKey && apiKey !== keys.secretKey) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
        return true
      }
      const version: Version = url.searchParams.get('vsn') === '2.0.0' ? '2.0.0' : '1.0.0'
      server.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('message', () => heard.add(webSocket))
        heard.add(webSocket)
        serveSocket(webSocket, version, new Session(context, socketOf(webSocket, version), apiKey))
      })
      return true
    },
    async close() {
      stopReaping()
      await stopCarrying()
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

function socketOf(webSocket: WebSocket, version: Version): Socket {
  const isOpen = () => webSocket.readyState === webSocket.OPEN
  return {
    isOpen,
    send: (frame: Frame) => isOpen() && webSocket.send(encodeFrame(frame, version)),
  }
}

function serveSocket(webSocket: WebSocket, version: Version, session: Session): void {
  let queue = Promise.resolve()
  webSocket.on('message', (data, isBinary) => {
    const frame = decodeFrame(data as Buffer, isBinary, version)
    if (!frame) return webSocket.close(1003, 'frame not understood')
    queue = queue
      .then(() => session.handle(frame))
      .catch((error: Error) => {
        console.error(`realtime: ${frame.event} failed: ${error.message}`)
        webSocket.close(1011, 'internal error')
      })
  })
  // Queued after the earlier frames: a join in flight must not outlive its socket.
  webSocket.on('close', () => {
    queue
      .then(() => session.end())
      .catch((error: Error) => console.error(`realtime: ${error.message}`))
  })
  webSocket.on('error', () => webSocket.terminate())
}

/** Ends sockets that have sent nothing, not even a heartbeat: a phone that lost its network sends no close. */
function reapSilent(server: WebSocketServer, heard: WeakSet<WebSocket>): () => void {
  const timer = setInterval(() => {
    for (const client of server.clients) if (!heard.delete(client)) client.terminate()
  }, SILENCE_MS)
  timer.unref()
  return () => clearInterval(timer)
}
