// The door's disk on IndexedDB.
import { appendStrictly } from './append-strictly.ts'
import type { DoorDb, SegmentRow } from './door-db.ts'
import type { DoorDisk, Forgotten, KeptPage, Segment, Wipe } from './door-disk.ts'
import { readMeta, readSettings, writeMeta } from './meta.ts'
import { createOwnedDb, type WrittenTable } from './owned-db.ts'

const EVERYTHING: WrittenTable[] = ['segments', 'events', 'scans', 'settled', 'acts', 'settledActs']

/** `mark`: a text unique to this page, e.g. a UUID. */
export function createDexieDisk(db: DoorDb, mark: string): DoorDisk {
  const { claim, checkOwner, inOneGo, write } = createOwnedDb(db, mark)
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
    append: (scan) => inOneGo(() => appendStrictly(db, { scans: [scan] }, checkOwner)),
    appendAct: (act) => inOneGo(() => appendStrictly(db, { acts: [act] }, checkOwner)),
    appendSale: ({ scans, act }) =>
      inOneGo(() => appendStrictly(db, { scans, acts: [act] }, checkOwner)),
    keepPage: (page) => write(['segments', 'events'], () => keepPage(db, page)),
    keepWords: (segment) => write(['segments'], () => addSegment(db, segment)),
    settle: (settled, segment) =>
      write(['settled', 'segments'], async () => {
        await db.settled.bulkPut([...settled])
        if (segment) await addSegment(db, segment)
      }),
    settleActs: (settled) => write(['settledActs'], () => db.settledActs.bulkPut([...settled])),
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

async function addSegment(db: DoorDb, segment: Segment): Promise<void> {
  if (segment.words.length > 0) await db.segments.add({ ...segment })
}

async function keepPage(db: DoorDb, { event, segment, dropOtherEpochs }: KeptPage): Promise<void> {
  if (dropOtherEpochs) {
    const ofEvent = db.segments.where('eventId').equals(event.id)
    await ofEvent.filter(({ epoch }: SegmentRow) => epoch !== event.epoch).delete()
  }
  await addSegment(db, segment)
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

async function wipe(db: DoorDb, { nowMs, keepScanIds, keepActIds }: Wipe): Promise<void> {
  const settings = await readSettings(db)
  const kept = new Set([...keepScanIds, ...keepActIds])
  await Promise.all([db.segments.clear(), db.events.clear(), db.meta.clear()])
  await db.scans.filter(({ id }) => !kept.has(id)).delete()
  await db.settled.filter(({ id }) => !kept.has(id)).delete()
  await db.acts.filter(({ id }) => !kept.has(id)).delete()
  await db.settledActs.filter(({ id }) => !kept.has(id)).delete()
  await writeMeta(db, 'settings', settings)
  await writeMeta(db, 'revoked', { atMs: nowMs, wiped: true })
}
