// Who has joined which topic, and sending to them.
import { randomUUID } from 'node:crypto'
import type { Frame } from './frame.ts'
import type { Claims } from './tokens.ts'
import type { Access } from './topic-access.ts'

export type Socket = { send(frame: Frame): void; isOpen(): boolean }

/** One join of one socket to one topic. A topic's private and public joins never hear each other. */
export type Channel = {
  socket: Socket
  /** Without the prefix `realtime:`. */
  topic: string
  joinRef: string | null
  isPrivate: boolean
  /** From the token that it joined with, or the latest one since. */
  claims: Claims
  access: Access
  /** Ends the join and tells the client why. */
  close: (reason: string) => void
  /** Whether the sender gets its own broadcasts. */
  echo: boolean
  acknowledge: boolean
  presence: { enabled: boolean; key: string; meta: PresenceMeta | null }
  /** Fires when the token of this join expires. */
  expiry: NodeJS.Timeout | null
}

export type PresenceMeta = { phx_ref: string; phx_ref_prev?: string; [field: string]: unknown }
type PresenceMap = Record<string, { metas: PresenceMeta[] }>

export type Broadcast = {
  topic: string
  isPrivate: boolean
  event: string
  payload: unknown
  /** Present on broadcasts from the database. */
  meta?: { id: string }
}

export class Channels {
  readonly #byTopic = new Map<string, Set<Channel>>()

  add(channel: Channel): void {
    const joined = this.#byTopic.get(channel.topic) ?? new Set()
    this.#byTopic.set(channel.topic, joined.add(channel))
  }

  /** Also tells the others if it was present. */
  remove(channel: Channel): void {
    if (channel.expiry) clearTimeout(channel.expiry)
    const joined = this.#byTopic.get(channel.topic)
    if (!joined?.delete(channel)) return
    if (joined.size === 0) this.#byTopic.delete(channel.topic)
    this.setPresence(channel, null)
  }

  /** @returns how many sockets it went to. */
  broadcast(message: Broadcast, except?: Channel): number {
    const { topic, isPrivate, event, payload, meta } = message
    const body = { type: 'broadcast', event, payload, ...(meta ? { meta } : {}) }
    let sent = 0
    for (const channel of this.#byTopic.get(topic) ?? []) {
      if (channel === except || channel.isPrivate !== isPrivate) continue
      if (!channel.access.broadcast.read) continue
      channel.socket.send(serverFrame(channel, 'broadcast', body))
      sent += 1
    }
    return sent
  }

  /** The private joins of this user. */
  ofUser(userId: string): Channel[] {
    return [...this.#byTopic.values()]
      .flatMap((joined) => [...joined])
      .filter(({ isPrivate, claims }) => isPrivate && claims.sub === userId)
  }

  /** Everybody present on the channel's topic, for `presence_state`. */
  presenceState(channel: Channel): PresenceMap {
    const state: PresenceMap = {}
    for (const { isPrivate, presence } of this.#byTopic.get(channel.topic) ?? []) {
      if (isPrivate !== channel.isPrivate || !presence.meta) continue
      state[presence.key] ??= { metas: [] }
      state[presence.key]?.metas.push(presence.meta)
    }
    return state
  }

  /** Present with `payload`, or absent with null; tells the others what changed. */
  setPresence(channel: Channel, payload: Record<string, unknown> | null): void {
    const { key, meta: before } = channel.presence
    const previous = before ? { phx_ref_prev: before.phx_ref } : {}
    const after = payload && { phx_ref: randomUUID(), ...previous, ...payload }
    channel.presence.meta = after
    if (!before && !after) return
    const change = { joins: mapOf(key, after), leaves: mapOf(key, before) }
    for (const other of this.#byTopic.get(channel.topic) ?? []) {
      if (!other.presence.enabled || other.isPrivate !== channel.isPrivate) continue
      other.socket.send(serverFrame(other, 'presence_diff', change))
    }
  }
}

const mapOf = (key: string, meta: PresenceMeta | null): PresenceMap =>
  meta ? { [key]: { metas: [meta] } } : {}

function serverFrame(channel: Channel, event: string, payload: Record<string, unknown>): Frame {
  return { joinRef: null, ref: null, topic: `realtime:${channel.topic}`, event, payload }
}
