// The guest lists on the phone: what it knows of who came, with and without a network, and what leaves it.
import 'fake-indexeddb/auto'
import type { DoorList, EntryRow } from '@maguey/wire/scanner-lists'
import { expect, test } from 'vitest'
import { GuestLists, type ListPage } from './guest-lists.ts'
import { createGuestListDisk } from './guest-lists-db.ts'
import type { ActRow } from './rows.ts'

let opened = 0

const house: DoorList = {
  ...{ id: 'house', name: 'House', promoter: null, quota: null, overbook: false, price: '0.00' },
  ...{ until: null, late_price: null, currency: 'usd', door_note: 'table 4', arrived: 0 },
  ...{ granted: null, wanted: false },
}
const overbooked: DoorList = { ...house, id: 'promo', quota: 30, overbook: true, granted: 10 }

const row = (
  id: string,
  name: string | null,
  change: Partial<Record<3 | 5 | 7, number>> = {},
): EntryRow => [
  ...([
    id,
    id.startsWith('p') ? 'promo' : 'house',
    name,
    change[3] ?? 0,
    '',
    change[5] ?? 0,
    false,
    change[7] ?? 1,
  ] as const),
]

const page = (rows: EntryRow[], change: Partial<ListPage> = {}): ListPage => ({
  ...{ revoked: false, server_now: 9, horizon_ms: 5, epoch: 'e1', cursor: 'e1.9.x', more: false },
  ...{ lists: [house, overbooked], rows },
  ...change,
})

let acts: ActRow[] = []
let made = 0
function came(entryId: string, heads: number): ActRow {
  made += 1
  const act: ActRow = {
    ...{
      id: `act-${made}`,
      eventId: 'night',
      gateId: 'g',
      offline: false,
      state: 'queued',
      error: null,
    },
    ...{ actedAtMs: 1, deviceTimeMs: 1, clockOffsetMs: 0, clockUncertaintyMs: 0 },
    kind: 'list_arrival',
    payload: { entry_id: entryId, heads, paid: '0.00' },
  }
  acts.push(act)
  return act
}

async function lists(name?: string) {
  opened += 1
  const disk = createGuestListDisk(name ?? `lists-${opened}`)
  const made = new GuestLists(disk, {
    actsOf: (eventId) => acts.filter((act) => act.eventId === eventId),
  })
  await made.open('night')
  return made
}

const arrived = (found: { standing: { arrived: number } } | undefined) => found?.standing.arrived

test('names are found by three letters, whatever their accents and order', async () => {
  acts = []
  const door = await lists()
  await door.apply(
    page([row('a', 'José Ñáñez'), row('b', 'Ana López'), row('c', 'Juan Anaya')]),
    [],
  )
  expect(door.find('jo')).toBeUndefined()
  expect(door.find('nanez jos')?.map(({ name }) => name)).toEqual(['José Ñáñez'])
  expect(door.find('ana')?.map(({ name }) => name)).toEqual(['Ana López', 'Juan Anaya'])
  expect(door.find('zoe')).toEqual([])
})

test('this phone’s own arrivals count at once, and once only when the server counts them too', async () => {
  acts = []
  const door = await lists()
  await door.apply(page([row('a', 'Ana', { 3: 3 })]), [])
  const act = came('a', 2)
  expect(arrived(door.nameOf('a'))).toBe(2)
  act.state = 'sent'
  expect(arrived(door.nameOf('a'))).toBe(2)
  // Another door's one more, and ours: the row has both.
  await door.apply(page([row('a', 'Ana', { 3: 3, 5: 3, 7: 3 })]), door.sentActs())
  expect(arrived(door.nameOf('a'))).toBe(3)
  came('a', -1)
  expect(arrived(door.nameOf('a'))).toBe(2)
})

test('what was counted is still counted once after the phone was started again', async () => {
  acts = []
  const door = await lists('again')
  came('a', 2).state = 'sent'
  came('a', 1)
  await door.apply(page([row('a', 'Ana', { 3: 3, 5: 2 })]), door.sentActs())
  expect(arrived((await lists('again')).nameOf('a'))).toBe(3)
})

test('of an overbooked list it knows its share, and what it spent of it', async () => {
  acts = []
  const door = await lists()
  await door.apply(page([row('p1', 'Eva', { 3: 9 }), row('p2', 'Leo', { 3: 9 })]), [])
  came('p1', 3)
  came('p2', 2)
  expect(door.nameOf('p1')?.arrivalList).toMatchObject({ granted: 10, spent: 5, arrived: 5 })
  await door.setShare('promo', 4)
  expect(door.nameOf('p1')?.arrivalList).toMatchObject({ granted: 4, spent: 5 })
})

test('an older word changes nothing; a name that was forgotten or taken off is gone', async () => {
  acts = []
  const door = await lists('forget')
  await door.apply(page([row('a', 'Ana', { 3: 3, 7: 5 }), row('b', 'Beto')]), [])
  await door.apply(page([row('a', 'Ana', { 3: 0, 7: 4 }), row('b', null, { 7: 2 })]), [])
  expect(door.nameOf('a')?.standing.plus).toBe(3)
  expect(door.find('beto')).toEqual([])
  expect((await lists('forget')).find('beto')).toEqual([])
})

test('another epoch begins anew; another night, or none, leaves no name on the disk', async () => {
  acts = []
  const door = await lists('leave')
  await door.apply(page([row('a', 'Ana')]), [])
  await door.apply(page([row('b', 'Beto')], { epoch: 'e2' }), [])
  expect(door.find('ana')).toEqual([])
  const other = new GuestLists(createGuestListDisk('leave'), { actsOf: () => [] })
  await other.open('other night')
  await other.apply(page([row('x', 'Xoch')]), [])
  const disk = createGuestListDisk('leave')
  expect((await disk.read('night')).rows).toEqual([])
  await other.clear()
  expect((await disk.read('other night')).rows).toEqual([])
})

test('choosing another night without a network deletes the names of the one before', async () => {
  acts = []
  const door = await lists('offline')
  await door.apply(page([row('a', 'Ana')]), [])
  const disk = createGuestListDisk('offline')
  expect((await disk.read('night')).rows).toHaveLength(1)
  await door.open('other night')
  expect(await disk.read('night')).toEqual({ night: undefined, rows: [] })
})

test('a name that is forgotten between two pages of a pull leaves nothing on the disk', async () => {
  acts = []
  const door = await lists('twice')
  await door.apply(page([row('a', 'Ana'), row('a', null, { 7: 2 })]), [])
  expect(door.find('ana')).toEqual([])
  expect((await createGuestListDisk('twice').read('night')).rows).toEqual([])
})
