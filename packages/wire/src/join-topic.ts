// One private Realtime topic that stays joined: through token expiry, sleep, a lost socket and a restarted server.
//
//   joining ──joined──▶ joined ──closed, error, timeout──▶ waiting ──timer, or check()──▶ joining
//      └──────no session, refused, timeout───────────────────▲
//   any ──leave(), or a session that will never be ours again──▶ left (the end)
//
// supabase-js rejoins by itself after some of these and not after others (a topic that the server closed stays closed),
// so every loss removes the channel and makes a new one: one mechanism, whatever was lost.
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'

/** `ready`: calls will be made as this phone or person. `refused`: never again, until somebody signs in anew. */
export type SessionState = 'ready' | 'no_answer' | 'refused'

export type TopicOptions = {
  client: () => Promise<SupabaseClient>
  topic: string
  /** Ensures a session: access to a topic is decided by the token of its join. */
  ensureSession: () => Promise<SessionState>
  /** Names of the messages to listen for. */
  messages: readonly string[]
  onMessage: (name: string, payload: unknown) => void
  /** True after every join: messages sent while it was lost were missed. False when the topic is lost. */
  onJoined?: (joined: boolean) => void
  /** 0 ≤ n < 1. */
  random?: () => number
}

export type JoinedTopic = {
  /** For when the page is visible again or the network is back: joins now if waiting, and checks the socket. */
  check: () => void
  leave: () => void
}

const JOIN_WITHIN_MS = 5_000
const LEAVE_WITHIN_MS = 500
const FIRST_RETRY_MS = 500
/** A dropped topic must be back within 5 s of its server, so the pause between attempts stays below that. */
const RETRY_AT_MOST_MS = 4_000
/** A server that refuses isn't retried every few seconds. */
const REFUSED_RETRY_MS = 30_000
const PULSE_WITHIN_MS = 1_500

const afterMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export function joinTopic(options: TopicOptions): JoinedTopic {
  const topic = new StayingTopic(options)
  topic.join()
  return { check: () => topic.check(), leave: () => topic.leave() }
}

class StayingTopic {
  readonly #options: TopicOptions
  #state: 'joining' | 'joined' | 'waiting' | 'left' = 'joining'
  #client: SupabaseClient | undefined
  #channel: RealtimeChannel | undefined
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: TopicOptions) {
    this.#options = options
  }

  /** Never rejects: whatever goes wrong is retried later. */
  join(): void {
    this.#state = 'joining'
    this.#attempt().catch(() => this.#fail())
  }

  leave(): void {
    this.#state = 'left'
    clearTimeout(this.#timer)
    const [client, channel] = [this.#client, this.#channel]
    this.#channel = undefined
    if (client) drop(client, channel).catch(() => {})
  }

  check(): void {
    if (this.#state === 'waiting') {
      this.#failures = 0
      clearTimeout(this.#timer)
      this.join()
    } else if (this.#state === 'joined') {
      // A heartbeat that is still unanswered when the next is due makes supabase-js give up the socket.
      this.#beat()
      setTimeout(() => this.#beat(), PULSE_WITHIN_MS)
    }
  }

  #beat(): void {
    if (this.#state === 'joined') this.#client?.realtime.sendHeartbeat().catch(() => {})
  }

  async #attempt(): Promise<void> {
    const client = await this.#options.client()
    this.#client = client
    const old = this.#channel
    // Before dropping it: its closing event must not be taken for the loss of the next channel.
    this.#channel = undefined
    const [session] = await Promise.all([this.#options.ensureSession(), drop(client, old)])
    await allClosed(client, this.#options.topic)
    if (this.#hasLeft()) return
    if (session === 'refused') this.leave()
    else if (session === 'no_answer') this.#fail()
    else await this.#subscribe(client)
  }

  async #subscribe(client: SupabaseClient): Promise<void> {
    await client.realtime.setAuth()
    if (this.#hasLeft()) return
    const { topic, messages, onMessage } = this.#options
    const channel = client.channel(topic, { config: { private: true } })
    this.#channel = channel
    for (const event of messages) {
      channel.on('broadcast', { event }, ({ payload }) => {
        if (this.#channel === channel) onMessage(event, payload)
      })
    }
    channel.subscribe((status, error) => {
      if (this.#channel !== channel || this.#state === 'waiting') return
      if (status === 'SUBSCRIBED') this.#joined()
      else this.#fail(isUnauthorized(error))
    }, JOIN_WITHIN_MS)
  }

  #joined(): void {
    this.#state = 'joined'
    this.#failures = 0
    this.#options.onJoined?.(true)
  }

  #fail(refused = false): void {
    if (this.#hasLeft()) return
    const { onJoined, random = Math.random } = this.#options
    if (this.#state === 'joined') onJoined?.(false)
    this.#state = 'waiting'
    const pauseMs = refused ? REFUSED_RETRY_MS : retryMs(this.#failures)
    this.#failures += 1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.join(), pauseMs * (0.5 + random() / 2))
  }

  #hasLeft(): boolean {
    return this.#state === 'left'
  }
}

const retryMs = (failures: number): number =>
  Math.min(RETRY_AT_MOST_MS, FIRST_RETRY_MS * 2 ** failures)

/**
 * supabase-js reuses a channel that is still closing, which accepts no more listeners: another screen may have
 * left the same topic a moment ago.
 */
async function allClosed(client: SupabaseClient, topic: string): Promise<void> {
  const isClosing = () =>
    client
      .getChannels()
      .some(({ topic: name, state }) => name === `realtime:${topic}` && state === 'leaving')
  for (let turn = 0; turn < 20 && isClosing(); turn += 1) await afterMs(50)
}

async function drop(client: SupabaseClient, channel: RealtimeChannel | undefined): Promise<void> {
  if (!channel) return
  await Promise.race([channel.unsubscribe(LEAVE_WITHIN_MS), afterMs(LEAVE_WITHIN_MS)])
  channel.teardown()
  // Don't write to a socket that is closing: the new channel opens another one.
  for (let turn = 0; turn < 10 && client.realtime.isDisconnecting(); turn += 1) await afterMs(50)
}

/** The hosted server's own wording. */
const isUnauthorized = (error: Error | undefined) => /^Unauthorized/.test(error?.message ?? '')
