// Asks the server about a ticket that this phone doesn't know, so that the guest needn't wait for the next pull.

import type { DoorStore } from '#db/door-store.ts'
import type { VerdictShown } from '#features/scan/scan-mark.ts'
import type { ShownScan } from '#features/scan/scan-pipeline.ts'
import type { Sync } from '#features/sync/start-sync.ts'

/** After this the doorman decides: a guest is waiting. */
const ASK_FOR_MS = 3_000

/** The ticket to ask about; undefined if an answer would change nothing. */
export function askable(shown: ShownScan): string | undefined {
  if (shown.kind !== 'verdict' || shown.verdict.code !== 'unverified') return undefined
  // The ticket is known; only the time, or the guest, is in doubt.
  const { because, ticketId } = shown.verdict
  return because === 'clock_doubtful' || because === 'house_list' ? undefined : ticketId
}

/**
 * The server's answer: `known` (the store has its word now), `no_such_ticket`, or `silent` if no answer came in
 * time. Never rejects.
 */
export async function askServer(
  { sync, store }: { sync: Pick<Sync, 'askTicket'>; store: Pick<DoorStore, 'hear'> },
  { event }: VerdictShown,
  ticketId: string,
): Promise<'known' | 'no_such_ticket' | 'silent'> {
  const late = new Promise<'silent'>((resolve) => {
    setTimeout(() => resolve('silent'), ASK_FOR_MS)
  })
  const said = await Promise.race([sync.askTicket(event.id, ticketId), late])
  if (said === 'silent' || said === 'no_such_ticket') return said
  // The word is in memory at once; if the disk fails, the store's status shows it.
  await store.hear(event.id, [said]).catch(() => {})
  return 'known'
}
