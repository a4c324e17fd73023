// One WebSocket: joins, broadcasts, presence, token refresh, and leaving.
import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Channel, Channels, Socket } from './channels.ts'
import type { Frame } from './frame.ts'
import { type Claims, type ProjectKeys, readToken } from './tokens.ts'
import { askAccess, fullAccess, stillAllowed, unauthorised } from './topic-access.ts'

export type SessionContext = { sql: Sql; keys: ProjectKeys; channels: Channels }

/** As on hosted. */
const MAX_CHANNELS = 100
/** The longest delay that setTimeout takes. */
const MAX_TIMER_MS = 2 ** 31 - 1
const PREFIX = 'realtime:'

export class Session {
  readonly #context: SessionContext
  readonly #socket: Socket
  readonly #apiKey: string
  readonly #channels = new Map<string, Channel>()

  constructor(context: SessionContext, socket: Socket, apiKey: string) {
    this.#context = context
    this.#socket = socket
    this.#apiKey = apiKey
  }

  /** Frames of one socket must be handled in sequence: a join waits for the database, and order matters. */
  async handle(frame: Frame): Promise<void> {
    if (frame.topic === 'phoenix') return this.#reply(frame, 'ok')
    const topic = frame.topic.startsWith(PREFIX) ? frame.topic.slice(PREFIX.length) : ''
    const channel = this.#channels.get(topic)
    if (frame.event === 'phx_join') return this.#join(frame, topic)
    if (frame.event === 'access_token') return channel && this.#refresh(channel, frame)
    if (frame.event === 'phx_leave') return this.#leave(frame, channel)
    if (!channel) return this.#reply(frame, 'error', { reason: 'unmatched topic' })
    if (frame.event === 'broadcast') return this.#broadcast(channel, frame)
    if (frame.event === 'presence') return this.#presence(channel, frame)
  }

  /** Called when the socket is gone or the server stops. */
  end(): void {
    for (const channel of this.#channels.values()) this.#context.channels.remove(channel)
    this.#channels.clear()
  }

  async #join(frame: Frame, topic: string): Promise<void> {
    const refuse = (reason: string) => this.#reply(frame, 'error', { reason })
    this.#drop(this.#channels.get(topic))
    if (!topic) return refuse('TopicNameRequired: You must provide a topic name')
    if (this.#channels.size >= MAX_CHANNELS) {
      return refuse('ChannelRateLimitReached: Too many channels')
    }
    const token = await readToken(frame.payload.access_token ?? this.#apiKey, this.#context.keys)
    if (!token.ok) return refuse(token.reason)
    const config = readJoinConfig(frame.payload.config)
    const access = config.isPrivate
      ? await askAccess(this.#context.sql, topic, token.claims)
      : fullAccess
    if (!access.broadcast.read && !access.presence.read) return refuse(unauthorised(topic))
    if (!this.#socket.isOpen()) return

    const channel: Channel = {
      socket: this.#socket,
      topic,
      joinRef: frame.joinRef,
      isPrivate: config.isPrivate,
      claims: token.claims,
      access,
      close: (reason) => this.#close(channel, reason),
      echo: config.echo,
      acknowledge: config.acknowledge,
      presence: {
        enabled: config.presenceEnabled && access.presence.read,
        key: config.presenceKey,
        meta: null,
      },
      expiry: null,
    }
    this.#channels.set(topic, channel)
    this.#context.channels.add(channel)
    this.#watchExpiry(channel, token.claims)
    this.#reply(frame, 'ok', { postgres_changes: [] })
    if (channel.presence.enabled) {
      this.#push(channel, 'presence_state', this.#context.channels.presenceState(channel))
    }
  }

  /** A client sends its renewed token on each channel; its permissions are checked again. */
  async #refresh(channel: Channel, frame: Frame): Promise<void> {
    const token = await readToken(frame.payload.access_token, this.#context.keys)
    if (!token.ok) return this.#close(channel, token.reason)
    channel.claims = token.claims
    if (channel.isPrivate && !(await stillAllowed(this.#context.sql, channel))) return
    this.#watchExpiry(channel, token.claims)
  }

  #watchExpiry(channel: Channel, { exp }: Claims): void {
    if (channel.expiry) clearTimeout(channel.expiry)
    if (exp === undefined) return
    const leftMs = Math.min(exp * 1000 - Date.now(), MAX_TIMER_MS)
    channel.expiry = setTimeout(
      () => this.#close(channel, 'Token has expired, please renew'),
      leftMs,
    )
    channel.expiry.unref()
  }

  #broadcast(channel: Channel, frame: Frame): void {
    // Hosted silently drops what the sender may not send.
    if (!channel.access.broadcast.write) return
    this.#context.channels.broadcast(
      {
        topic: channel.topic,
        isPrivate: channel.isPrivate,
        event: String(frame.payload.event ?? ''),
        payload: frame.payload.payload,
      },
      channel.echo ? undefined : channel,
    )
    if (channel.acknowledge) this.#reply(frame, 'ok')
  }

  #presence(channel: Channel, frame: Frame): void {
    if (!channel.access.presence.write) {
      this.#reply(frame, 'error', { reason: 'presence is not allowed on this topic' })
      return
    }
    const tracks = String(frame.payload.event).toLowerCase() === 'track'
    const payload = tracks ? ((frame.payload.payload ?? {}) as Record<string, unknown>) : null
    this.#context.channels.setPresence(channel, payload)
    this.#reply(frame, 'ok')
  }

  #leave(frame: Frame, channel: Channel | undefined): void {
    this.#drop(channel)
    this.#reply(frame, 'ok')
    this.#socket.send({ ...frame, event: 'phx_close', payload: {} })
  }

  /** The server ends a join: the client is told why and may join again with a better token. */
  #close(channel: Channel, message: string): void {
    this.#drop(channel)
    this.#push(channel, 'system', {
      extension: 'system',
      status: 'error',
      message,
      channel: channel.topic,
    })
    this.#socket.send({
      joinRef: channel.joinRef,
      ref: channel.joinRef,
      topic: PREFIX + channel.topic,
      event: 'phx_close',
      payload: {},
    })
  }

  #drop(channel: Channel | undefined): void {
    if (!channel) return
    this.#context.channels.remove(channel)
    this.#channels.delete(channel.topic)
  }

  #push(channel: Channel, event: string, payload: Record<string, unknown>): void {
    const { joinRef, topic } = channel
    this.#socket.send({ joinRef, ref: null, topic: PREFIX + topic, event, payload })
  }

  #reply(frame: Frame, status: 'ok' | 'error', response: Record<string, unknown> = {}): void {
    this.#socket.send({ ...frame, event: 'phx_reply', payload: { status, response } })
  }
}

function readJoinConfig(value: unknown) {
  const config = (value ?? {}) as {
    private?: boolean
    broadcast?: { self?: boolean; ack?: boolean }
    presence?: { enabled?: boolean; key?: string }
  }
  return {
    isPrivate: config.private === true,
    echo: config.broadcast?.self === true,
    acknowledge: config.broadcast?.ack === true,
    presenceEnabled: config.presence?.enabled === true,
    presenceKey: config.presence?.key || randomUUID(),
  }
}
