// The contract of the door's disk, run against the phone's (on a real IndexedDB) and against the simulation's.
import { describe, expect, test } from 'vitest'
import type { DiskError, DoorDisk } from './door-disk.ts'
import { eventFixture, loggedActFixture, loggedScanFixture, wordFixture } from './door-fixtures.ts'
import { packWord } from './packed-word.ts'

/** `open` opens the same disk as another page: the data is there, under a claim of its own. */
export type DiskMaker = () => Promise<{ disk: DoorDisk; open: () => Promise<DoorDisk> }>

const words = [packWord(wordFixture()), packWord(wordFixture({ ticketId: 'T2' }))]
const segment = { eventId: 'event-1', epoch: 'e1', pulled: true, words }
const settled = {
  ...{ id: 's1', state: 'sent' as const, unheardUpTo: null },
  outcome: { result: 'entry', first: null, error: null },
}

const troubleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: DiskError) => error.trouble,
  )

type Case = (made: Awaited<ReturnType<DiskMaker>>) => Promise<void>

/** Each starts with a disk that its page has claimed. */
const CASES: Record<string, Case> = {
  'keeps a scan once, however often it is added, and finds it again': async ({ disk, open }) => {
    await disk.append(loggedScanFixture({ id: 's1' }))
    await disk.append(loggedScanFixture({ id: 's1' }))
    await disk.settle([settled], null)
    const again = await open()
    expect(await again.readLog()).toEqual({
      scans: [loggedScanFixture({ id: 's1' })],
      settled: [settled],
      ...{ acts: [], settledActs: [] },
    })
  },
  'keeps an act once, however often it is added, and what became of it': async ({ disk, open }) => {
    for (const id of ['a2', 'a1', 'a2']) await disk.appendAct(loggedActFixture({ id }))
    await disk.settleActs([{ id: 'a1', state: 'set_aside', error: 'invalid_request' }])
    await disk.settleActs([{ id: 'a1', state: 'sent', error: null }])
    const again = await open()
    expect(await again.readLog()).toEqual({
      ...{ scans: [], settled: [] },
      acts: ['a1', 'a2'].map((id) => loggedActFixture({ id })),
      settledActs: [{ id: 'a1', state: 'sent', error: null }],
    })
  },
  'keeps a sale and its scans, or neither': async ({ disk, open }) => {
    const sale = {
      scans: ['s1', 's2'].map((id) => loggedScanFixture({ id })),
      act: loggedActFixture({ id: 'a1' }),
    }
    await disk.appendSale(sale)
    const other = await open()
    expect(await other.readLog()).toMatchObject({ scans: sale.scans, acts: [sale.act] })
    await other.claim()
    await other.wipe({ nowMs: 7, scanIds: ['s1', 's2'], actIds: ['a1'] })
    const late = { ...sale, act: loggedActFixture({ id: 'a2' }) }
    await disk.claim()
    await other.appendSale(late).catch(() => undefined)
    expect(await disk.readLog()).toMatchObject({ scans: [], acts: [] })
  },
  'keeps a page and its cursor together, and drops other epochs when told so': async ({
    disk,
    open,
  }) => {
    await disk.keepPage({ event: eventFixture(), segment, dropOtherEpochs: false })
    const next = { ...segment, epoch: 'e2', words: words.slice(0, 1) }
    await disk.keepPage({
      event: eventFixture({ epoch: 'e2', cursor: '9' }),
      segment: next,
      dropOtherEpochs: true,
    })
    const again = await open()
    expect(await again.readEvents()).toMatchObject([{ epoch: 'e2', cursor: '9' }])
    expect(await again.readSegments('event-1')).toMatchObject([next])
    expect(await again.readSegments('event-2')).toEqual([])
  },
  'keeps no empty segment, and replaces those that are named only': async ({ disk }) => {
    await disk.keepWords({ ...segment, words: [] })
    await disk.keepWords(segment)
    const [first] = await disk.readSegments('event-1')
    await disk.keepWords({ ...segment, pulled: false })
    await disk.replaceSegments([first?.seq ?? -1], [{ ...segment, words: words.slice(1) }])
    const kept = await disk.readSegments('event-1')
    expect(kept.map(({ pulled, words }) => [pulled, words.length])).toEqual([
      [false, 2],
      [true, 1],
    ])
  },
  'lets only the page that claimed last write': async ({ disk, open }) => {
    const other = await open()
    await other.claim()
    expect(await troubleOf(disk.append(loggedScanFixture()))).toBe('elsewhere')
    expect(await troubleOf(disk.appendAct(loggedActFixture()))).toBe('elsewhere')
    expect(await troubleOf(disk.keepWords(segment))).toBe('elsewhere')
    expect(await troubleOf(other.append(loggedScanFixture()))).toBe('none')
    expect((await other.readLog()).scans).toHaveLength(1)
  },
  'forgets a night with its choice, and the scans and acts that are named': async ({ disk }) => {
    await disk.keepPage({ event: eventFixture(), segment, dropOtherEpochs: false })
    await disk.writeMeta('choice', { eventId: 'event-1', gateId: 'g', direction: 'in' })
    await disk.append(loggedScanFixture({ id: 's1' }))
    await disk.append(loggedScanFixture({ id: 's2' }))
    for (const id of ['a1', 'a2']) await disk.appendAct(loggedActFixture({ id }))
    await disk.settleActs([{ id: 'a1', state: 'sent', error: null }])
    await disk.writeMeta('bans', { eventId: 'event-1', mark: 'm', key: '', bans: [] })
    await disk.writeMeta('stock', { eventId: 'event-1', tickets: [] })
    await disk.forget({ eventIds: ['event-1'], scanIds: ['s1'], actIds: ['a1'] })
    expect(await disk.readMeta('bans')).toBeUndefined()
    expect(await disk.readMeta('stock')).toBeUndefined()
    expect(await disk.readEvents()).toEqual([])
    expect(await disk.readSegments('event-1')).toEqual([])
    expect(await disk.readMeta('choice')).toBeUndefined()
    const { scans, acts, settledActs } = await disk.readLog()
    expect([...scans, ...acts, ...settledActs].map(({ id }) => id)).toEqual(['s2', 'a2'])
  },
  'wipes all but settings, the mark of revocation and what is on no server; and stays writable':
    async ({ disk }) => {
      const settings = { sound: false, vibration: true, cameraId: null }
      const credential = { deviceId: 'd', email: 'e', password: 'p', deviceName: 'n' }
      await disk.writeMeta('settings', settings)
      await disk.writeMeta('credential', credential)
      await disk.keepPage({ event: eventFixture(), segment, dropOtherEpochs: false })
      for (const id of ['s1', 's2']) await disk.append(loggedScanFixture({ id }))
      await disk.settle([settled], null)
      for (const id of ['a1', 'a2']) await disk.appendAct(loggedActFixture({ id }))
      for (const id of ['a1', 'a2']) await disk.settleActs([{ id, state: 'set_aside', error: 'x' }])
      await disk.wipe({ nowMs: 7, scanIds: ['s1'], actIds: ['a1'] })
      expect(await disk.readMeta('credential')).toBeUndefined()
      expect(await disk.readMeta('settings')).toEqual(settings)
      expect(await disk.readMeta('revoked')).toEqual({ atMs: 7, wiped: true })
      expect(await disk.readEvents()).toEqual([])
      const { scans, settled: left, acts, settledActs } = await disk.readLog()
      expect([scans.map(({ id }) => id), left]).toEqual([['s2'], []])
      expect([...acts, ...settledActs].map(({ id }) => id)).toEqual(['a2', 'a2'])
      expect(await troubleOf(disk.append(loggedScanFixture({ id: 's3' })))).toBe('none')
    },
}

export function describeDisk(name: string, make: DiskMaker): void {
  describe(name, () => {
    test.each(Object.entries(CASES))('%s', async (_name, holds) => {
      const made = await make()
      await made.disk.claim()
      await holds(made)
    })
  })
}
