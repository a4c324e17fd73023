// The door's site and its API, which can be stopped and started as one, since no engine but Chromium can be told to be
// offline. The app is served with a camera that films what the test holds up to it.
import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { StackInfo } from '@maguey/local-stack/stack/stack-info'
import { FAKE_CAMERA } from './fake-camera-script.ts'
import { type Release, releaseOf } from './release.ts'

export type DoorSite = {
  url: string
  stop: () => Promise<void>
  start: () => Promise<void>
  /** Replaces the current release with another. */
  deploy: (tag: string) => void
}

export async function openDoorSite(info: StackInfo): Promise<DoorSite> {
  const api = await openHost(createApi(info, () => `http://127.0.0.1:${site.port}`))
  let release = releaseOf('')
  const site = await openHost(
    createServer((request, response) => {
      passApp(info, api.port, release, request, response).catch(() => response.writeHead(502).end())
    }),
  )
  return {
    url: `http://127.0.0.1:${site.port}`,
    stop: async () => void (await Promise.all([site.stop(), api.stop()])),
    start: async () => void (await Promise.all([site.start(), api.start()])),
    deploy: (tag) => {
      release = releaseOf(tag)
    },
  }
}

async function openHost(server: Server) {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    port,
    start: () => listen(port),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The unmodified API, except that it takes this site for the scanner's own address. */
function createApi(info: StackInfo, siteUrl: () => string): Server {
  const { port } = new URL(info.apiUrl)
  const server = createServer((request, response) => {
    const { method, url: path } = request
    const headers = { ...request.headers, host: `127.0.0.1:${port}`, origin: info.scannerUrl }
    const onward = ask({ port, method, path, headers }, (answer) => {
      const allowed = answer.headers['access-control-allow-origin']
      if (allowed === info.scannerUrl) answer.headers['access-control-allow-origin'] = siteUrl()
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    const onward = connect(Number(port), '127.0.0.1')
    const lines = request.rawHeaders.flatMap((text, nth, all) =>
      nth % 2 === 0 ? [`${text}: ${all[nth + 1]}`] : [],
    )
    onward.write([`GET ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
    onward.pipe(socket).pipe(onward)
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  return server
}

async function passApp(
  info: StackInfo,
  apiPort: number,
  release: Release,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = release.builtPath(request.url ?? '/')
  if (path === null) return void response.writeHead(404).end()
  const answer = await fetch(info.scannerUrl + path, {
    headers: { 'accept-encoding': 'identity' },
  })
  const type = answer.headers.get('content-type') ?? ''
  const policy = answer.headers.get('content-security-policy') ?? ''
  const toUs = (text: string) => text.replaceAll(new URL(info.apiUrl).host, `127.0.0.1:${apiPort}`)
  const content = Buffer.from(await answer.arrayBuffer())
  const isText = /html|javascript|css/.test(type)
  const text = release.rewrite(toUs(isText ? String(content) : ''))
  const isEntry = /^\/assets\/index-[^/]*\.js$/.test(path)
  response.writeHead(answer.status, {
    'content-type': type,
    'content-security-policy': toUs(policy),
  })
  response.end(isText ? (isEntry ? FAKE_CAMERA : '') + text : content)
}
