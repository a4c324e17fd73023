// Where the live figures come from: one SQL function to read, one private Realtime topic to be told when.

import { callSql } from '@maguey/wire/call'
import { acknowledgeDoubleEntry, eventLive, type Live } from '@maguey/wire/event-live'
import type { Answer } from '@maguey/wire/failure'
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'

export type LiveSource = {
  read: () => Promise<Answer<Live>>
  /** A double entry, by its second scan, has been looked into. */
  acknowledge: (scanId: string, note: string) => Promise<Answer<unknown>>
  /** Calls `onNudge` after each scan or sale, `onListening` when the topic is joined or lost. Returns the way to stop. */
  listen: (onNudge: () => void, onListening: (listening: boolean) => void) => () => void
}

/** A topic that the server closed (say, the token ran out while the phone slept) is joined again after this. */
export const REJOIN_MS = 5_000

export function createLiveSource(client: SupabaseClient, eventId: string): LiveSource {
  return {
    read: () => callSql(client, eventLive, eventId),
    acknowledge: (scanId, note) => callSql(client, acknowledgeDoubleEntry, { scanId, note }),
    listen: (onNudge, onListening) => listen(client, `event:${eventId}`, onNudge, onListening),
  }
}

function listen(
  client: SupabaseClient,
  topic: string,
  onNudge: () => void,
  onListening: (listening: boolean) => void,
): () => void {
  let stopped = false
  let channel: RealtimeChannel | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  async function join(): Promise<void> {
    try {
      await leave(client, topic)
      // A private topic is judged by the token of the join: make sure that it is the manager's, not the app's key.
      await client.realtime.setAuth()
    } catch {
      // The poll goes on meanwhile.
      joinLater()
      return
    }
    if (stopped) return
    channel = client
      .channel(topic, { config: { private: true } })
      .on('broadcast', { event: 'scans' }, onNudge)
      .on('broadcast', { event: 'sales' }, onNudge)
      .subscribe((status) => {
        if (stopped) return
        onListening(status === 'SUBSCRIBED')
        if (status === 'CLOSED') joinLater()
      })
  }

  function joinLater(): void {
    if (!stopped) retry = setTimeout(() => void join(), REJOIN_MS)
  }

  void join()
  return () => {
    stopped = true
    clearTimeout(retry)
    if (channel) void client.removeChannel(channel)
  }
}

/** supabase-js hands out a channel that is still closing again, and such a one takes no more listeners. */
async function leave(client: SupabaseClient, topic: string): Promise<void> {
  for (const channel of client.getChannels()) {
    if (channel.topic === `realtime:${topic}`) await client.removeChannel(channel)
  }
}
