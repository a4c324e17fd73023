// Where the live figures come from: one SQL function to read them, one private Realtime topic that says when to.

import { callSql } from '@maguey/wire/call'
import { acknowledgeDoubleEntry, eventLive, type Live, raiseLimit } from '@maguey/wire/event-live'
import { eventTopic, SALES_MESSAGE, SCANS_MESSAGE } from '@maguey/wire/event-topic'
import type { Answer } from '@maguey/wire/failure'
import { joinTopic, type SessionState } from '@maguey/wire/join-topic'
import type { SupabaseClient } from '@supabase/supabase-js'

export type Listening = {
  /** The page or the network is back: rejoins at once if the topic was lost. */
  check: () => void
  stop: () => void
}

export type LiveSource = {
  read: () => Promise<Answer<Live>>
  /** Marks a double entry, named by its second scan, as looked into. */
  acknowledge: (scanId: string, note: string) => Promise<Answer<unknown>>
  /** Sets how many people may be inside tonight. */
  raiseLimit: (people: number) => Promise<Answer<unknown>>
  /** Calls `onNudge` after each scan or sale, `onListening` when the topic is joined or lost. */
  listen: (onNudge: () => void, onListening: (listening: boolean) => void) => Listening
}

export function createLiveSource(client: SupabaseClient, eventId: string): LiveSource {
  return {
    read: () => callSql(client, eventLive, eventId),
    acknowledge: (scanId, note) => callSql(client, acknowledgeDoubleEntry, { scanId, note }),
    raiseLimit: (people) => callSql(client, raiseLimit, { eventId, people }),
    listen: (onNudge, onListening) => {
      const topic = joinTopic({
        client: async () => client,
        topic: eventTopic(eventId),
        ensureSession: () => sessionOf(client),
        messages: [SCANS_MESSAGE, SALES_MESSAGE],
        onMessage: onNudge,
        onJoined: onListening,
      })
      return { check: topic.check, stop: topic.leave }
    },
  }
}

/** Renews an expired token. Never `refused`: a session that has ended takes the manager to another screen. */
async function sessionOf(client: SupabaseClient): Promise<SessionState> {
  const { data } = await client.auth.getSession()
  return data.session ? 'ready' : 'no_answer'
}
