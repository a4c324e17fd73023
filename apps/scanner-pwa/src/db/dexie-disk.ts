// The door's disk on IndexedDB.
import type { DoorDb, SegmentRow } from './door-db.ts'
import type { DoorDisk, Forgotten, KeptPage, Segment, Wipe } from './door-disk.ts'
import { readMeta, readSettings, writeMeta } from './meta.ts'
import { createOwnedDb, type WrittenTable } from './owned-db.ts'
import { putStrictly, type Rows } from './put-strictly.ts'

const EVERYTHING: WrittenTable[] = ['segments', 'events', 'scans', 'settled', 'acts', 'settledActs']

/** `mark`: a text unique to this page, e.g. a UUID. */
export function createDexieDisk(db: DoorDb, mark: string): DoorDisk {
  const { claim, checkOwner, inOneGo, write } = createOwnedDb(db, mark)
  const put = (rows: Rows) => inOneGo(() => putStrictly(db, rows, checkOwner))
  return {
    claim,
    readLog: () =>
      inOneGo(async () => {
        const [scans, settled, acts, settledActs] = await Promise.all([
          db.scans.toArray(),
          db.settled.toArray(),
          db.acts.toArray(),
          db.settledActs.toArray(),
        ])
        return { scans, settled, acts, settledActs }
      }),
    readEvents: () => inOneGo(() => db.events.toArray()),
    readSegments: (eventId) =>
      inOneGo(async () => {
        const rows = await db.segments.where('eventId').equals(eventId).toArray()
        return rows.map((row) => ({ ...row, seq: row.seq as number }))
      }),
    append: (scan) => put({ scans: [scan] }),
    appendAct: (act) => put({ acts: [act] }),
    appendSale: ({ scans, act }) => put({ scans, acts: [act] }),
    keepPage: (page) =>
      page.dropOtherEpochs
        ? write(['segments', 'events'], () => keepLastPage(db, page))
        : put({ segments: filled(page.segment), events: [page.event] }),
    keepWords: (segment) => put({ segments: filled(segment) }),
    settle: (settled, segment) => put({ settled, segments: filled(segment) }),
    settleActs: (settledActs) => put({ settledActs }),
    replaceSegments: (seqs, by) =>
      write(['segments'], async () => {
        await db.segments.bulkDelete([...seqs])
        await db.segments.bulkAdd(by.map((segment) => ({ ...segment })))
      }),
    forget: (what) => write(EVERYTHING, () => forget(db, what)),
    readMeta: (key) => inOneGo(() => readMeta(db, key)),
    writeMeta: (key, value) => write([], () => writeMeta(db, key, value)),
    wipe: (how) =>
      write(EVERYTHING, async () => {
        await wipe(db, how)
        await writeMeta(db, 'owner', mark)
      }),
  }
}

/** A row of its own, with the next number of the table; none for a segment without words. */
const filled = (segment: Segment | null): Segment[] =>
  segment && segment.words.length > 0 ? [{ ...segment }] : []

/** The one that makes a list whole again: what was kept of other epochs goes in the same transaction. */
async function keepLastPage(db: DoorDb, { event, segment }: KeptPage): Promise<void> {
  const ofEvent = db.segments.where('eventId').equals(event.id)
  await ofEvent.filter(({ epoch }: SegmentRow) => epoch !== event.epoch).delete()
  await db.segments.bulkAdd(filled(segment))
  await db.events.put(event)
}

async function forget(db: DoorDb, { eventIds, scanIds, actIds }: Forgotten): Promise<void> {
  await db.segments.where('eventId').anyOf(eventIds).delete()
  await db.events.bulkDelete([...eventIds])
  await db.scans.bulkDelete([...scanIds])
  await db.settled.bulkDelete([...scanIds])
  await db.acts.bulkDelete([...actIds])
  await db.settledActs.bulkDelete([...actIds])
  for (const key of ['choice', 'bans', 'stock'] as const) {
    const kept = await readMeta(db, key)
    if (kept && eventIds.includes(kept.eventId)) await db.meta.delete(key)
  }
}

async function wipe(db: DoorDb, { nowMs, scanIds, actIds }: Wipe): Promise<void> {
  const settings = await readSettings(db)
  await Promise.all([db.segments.clear(), db.events.clear(), db.meta.clear()])
  await db.scans.bulkDelete([...scanIds])
  await db.settled.bulkDelete([...scanIds])
  await db.acts.bulkDelete([...actIds])
  await db.settledActs.bulkDelete([...actIds])
  await writeMeta(db, 'settings', settings)
  await writeMeta(db, 'revoked', { atMs: nowMs, wiped: true })
}
