// Relays notices from the database to the sockets: realtime.send(), and changes of a user's rights.
import type { Sql } from 'postgres'
import type { Channels } from './channels.ts'
import { stillAllowed } from './topic-access.ts'

type Notice = { id: string; topic: string; event: string; private: boolean; payload: unknown }

/** Listens until the returned function is called. The driver resubscribes after a lost connection. */
export async function carryDatabaseBroadcasts(
  sql: Sql,
  channels: Channels,
): Promise<() => Promise<void>> {
  const carry = async (text: string) => {
    const notice = await readNotice(sql, text)
    if (!notice) return
    const { id, topic, event, payload } = notice
    channels.broadcast({ topic, isPrivate: notice.private, event, payload, meta: { id } })
  }
  const askAgain = async (userId: string) => {
    for (const channel of channels.ofUser(userId)) await stillAllowed(sql, channel)
  }
  // One after another, so that messages overtake neither each other nor a notice that ends a join.
  let queue = Promise.resolve()
  const inTurn = (work: (text: string) => Promise<void>) => (text: string) => {
    queue = queue
      .then(() => work(text))
      .catch((error: Error) => console.error(`realtime: a notice was lost: ${error.message}`))
  }
  const listening = [
    await sql.listen('realtime_broadcast', inTurn(carry)),
    await sql.listen('rights_changed', inTurn(askAgain)),
  ]
  return async () => {
    for (const { unlisten } of listening) await unlisten()
    await queue
  }
}

/** A message too long for NOTIFY arrives as the id of its row. */
async function readNotice(sql: Sql, text: string): Promise<Notice | undefined> {
  const notice = JSON.parse(text) as Notice | { ref: string }
  if (!('ref' in notice)) return notice
  const [row] = await sql<Notice[]>`
    select id, topic, event, payload, private from realtime.messages where id = ${notice.ref}`
  return row
}
