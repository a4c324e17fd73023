// Carries realtime.send() of the database to the sockets.
import type { Sql } from 'postgres'
import type { Channels } from './channels.ts'

type Notice = { id: string; topic: string; event: string; private: boolean; payload: unknown }

/** Listens until the returned function is called. The driver listens again after a lost connection. */
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
  // One after another, so that a long message does not overtake the one before it.
  let queue = Promise.resolve()
  const listening = await sql.listen('realtime_broadcast', (text) => {
    queue = queue.then(() => carry(text)).catch(() => {})
  })
  return async () => {
    await listening.unlisten()
    await queue
  }
}

/** A message too long for NOTIFY comes as the id of its row. */
async function readNotice(sql: Sql, text: string): Promise<Notice | undefined> {
  const notice = JSON.parse(text) as Notice | { ref: string }
  if (!('ref' in notice)) return notice
  const [row] = await sql<Notice[]>`
    select id, topic, event, payload, private from realtime.messages where id = ${notice.ref}`
  return row
}
