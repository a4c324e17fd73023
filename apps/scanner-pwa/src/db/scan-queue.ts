// The scans that wait to be sent: taken in order, settled one by one by the server's answers.
import type { DoorDb } from './door-db.ts'
import type { ScanOutcome, ScanRow } from './rows.ts'

/** Oldest first: equal index keys come in the order of their ids, and UUIDv7s are in the order of scanning. */
export async function takeBatch(db: DoorDb, limit: number): Promise<ScanRow[]> {
  return await db.scans.where('state').equals('queued').limit(limit).toArray()
}

export async function countQueued(db: DoorDb): Promise<number> {
  return await db.scans.where('state').equals('queued').count()
}

export async function countSetAside(db: DoorDb): Promise<number> {
  return await db.scans.where('state').equals('set_aside').count()
}

export type ScanAnswer = { id: string; accepted: boolean; outcome: ScanOutcome }

/** Marks each answered scan as sent, or sets it aside when the server refused it. Unknown ids are ignored. */
export async function settleScans(db: DoorDb, answers: readonly ScanAnswer[]): Promise<void> {
  await db.transaction('rw', db.scans, async () => {
    const rows = await db.scans.bulkGet(answers.map((answer) => answer.id))
    const settled = rows.flatMap((row, index): ScanRow[] => {
      const answer = answers[index]
      if (!row || !answer) return []
      return [{ ...row, state: answer.accepted ? 'sent' : 'set_aside', outcome: answer.outcome }]
    })
    await db.scans.bulkPut(settled)
  })
}
