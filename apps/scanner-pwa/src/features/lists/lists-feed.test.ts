// The door's lists with a server that answers, is silent, or wants some of the quota back; and ticks that share the last places.
import 'fake-indexeddb/auto'
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorList, EntryRow } from '@maguey/wire/scanner-lists'
import { beforeEach, describe, expect, test } from 'vitest'
import type { DoorStore } from '#db/door-store.ts'
import { GuestLists } from '#db/guest-lists.ts'
import { createGuestListDisk } from '#db/guest-lists-db.ts'
import type { ActRow } from '#db/rows.ts'
import { ListsFeed, type PhoneCall } from './lists-feed.ts'
import { createTickName } from './tick-name.ts'

const place = { eventId: 'night', gateId: 'g', offline: false }

/** A server with one overbooked list of 20 heads, of which this phone holds some and another phone the rest. */
function fakeServer() {
  const list: DoorList = {
    ...{ id: 'promo', name: 'Rocío', promoter: 'Rocío', quota: 20, overbook: true, price: '0.00' },
    ...{ until: null, late_price: null, currency: 'usd', door_note: '', arrived: 0, granted: 5 },
    wanted: false,
  }
  const rows: EntryRow[] = ['a', 'b', 'c'].map((id) => [
    id,
    'promo',
    `Guest ${id}`,
    9,
    '',
    0,
    false,
    1,
  ])
  const server = {
    ...{ list, rows, silent: false, unheld: 3, wishes: [] as number[], asked: 0 },
    /** Rows on a page. */
    size: 9,
    /** What happens while a page is on its way. */
    meanwhile: async () => {},
  }
  const call: PhoneCall = async (sql, input) => {
    if (server.silent) return { ok: false }
    if (sql.name === 'scanner_lists') {
      server.asked += 1
      const from = Number((input as { cursor: string | null }).cursor?.split('.')[1] ?? 0)
      const to = Math.min(rows.length, from + server.size)
      const page = { revoked: false, server_now: 9, horizon_ms: 5, epoch: 'e', cursor: `e.${to}.x` }
      const part = { more: to < rows.length, lists: [server.list], rows: rows.slice(from, to) }
      await server.meanwhile()
      return { ok: true, value: { ...page, ...part } as never }
    }
    const { wish } = input as { wish: number }
    server.wishes.push(wish)
    const granted = Math.min(wish, (server.list.granted ?? 0) + server.unheld)
    server.unheld += (server.list.granted ?? 0) - granted
    server.list = { ...server.list, granted }
    return { ok: true, value: { granted, unheld: server.unheld } as never }
  }
  return { server, call }
}

let acts: ActRow[] = []
let opened = 0
/** A name like one on the house list. */
let banned = ''

async function door() {
  opened += 1
  acts = []
  banned = ''
  const lists = new GuestLists(createGuestListDisk(`feed-${opened}`), { actsOf: () => acts })
  const { server, call } = fakeServer()
  const feed = new ListsFeed(lists, call)
  const record = async (content: ActContent) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    const id = `act-${acts.length}`
    acts.push({
      ...{ id, ...place, state: 'queued', error: null },
      ...{ actedAtMs: 1, deviceTimeMs: 1, clockOffsetMs: 0, clockUncertaintyMs: 0 },
      ...content,
    })
    return { ok: true as const, id }
  }
  const bansLike: DoorStore['bansLike'] = (shown) =>
    'line' in shown && shown.line === banned ? [{ number: 1, born: 'unknown' } as never] : []
  const tick = createTickName({ lists, feed, record, nowMs: () => 1, bansLike })
  await feed.pull('night')
  return { lists, server, feed, tick }
}

beforeEach(() => {
  acts = []
})

test('a name like one on the house list is asked about, and kept once somebody says so', async () => {
  const { tick } = await door()
  banned = 'Guest a'
  const at = { nameId: 'a', heads: 1, place }
  expect(await tick({ ...at, anyway: false })).toMatchObject({
    kind: 'asked',
    verdict: { doubt: 'house_list' },
  })
  expect(acts).toEqual([])
  expect(await tick({ ...at, anyway: true })).toMatchObject({ kind: 'ticked' })
  expect(await tick({ ...at, heads: -1, anyway: false })).toMatchObject({ kind: 'ticked' })
})

describe('a share', () => {
  test('is spent without asking, and more is borrowed while there is a network', async () => {
    const { server, tick } = await door()
    const at = { anyway: false, place }
    expect(await tick({ nameId: 'a', heads: 5, ...at })).toMatchObject({ kind: 'ticked' })
    expect(server.wishes).toEqual([])
    expect(await tick({ nameId: 'b', heads: 2, ...at })).toMatchObject({ kind: 'ticked' })
    expect(server.wishes).toEqual([9])
    // One is left of the eight that were to be had.
    expect(await tick({ nameId: 'c', heads: 2, ...at })).toMatchObject({
      kind: 'asked',
      verdict: { doubt: 'over_share' },
    })
    expect(await tick({ nameId: 'c', heads: 1, ...at })).toMatchObject({ kind: 'ticked' })
  })

  test('is all there is without a network; what goes beyond is asked, and kept if somebody says so', async () => {
    const { server, tick } = await door()
    server.silent = true
    const offline = { place: { ...place, offline: true } }
    expect(await tick({ nameId: 'a', heads: 6, anyway: false, ...offline })).toMatchObject({
      kind: 'asked',
      verdict: { doubt: 'over_share' },
    })
    expect(acts).toEqual([])
    expect(await tick({ nameId: 'a', heads: 6, anyway: true, ...offline })).toMatchObject({
      kind: 'ticked',
    })
    expect(acts).toHaveLength(1)
  })

  test('is never spent twice by two taps at once', async () => {
    const { server, tick } = await door()
    server.silent = true
    const at = { anyway: false, place }
    const ticked = await Promise.all(
      ['a', 'b', 'c'].map((nameId) => tick({ nameId, heads: 3, ...at })),
    )
    expect(ticked.map(({ kind }) => kind)).toEqual(['ticked', 'asked', 'asked'])
  })

  test('is halved when another phone has none left, and never below what is spent', async () => {
    const { lists, server, feed, tick } = await door()
    await tick({ nameId: 'a', heads: 1, anyway: false, place })
    server.list = { ...server.list, wanted: true }
    await feed.pull('night')
    expect(server.wishes).toEqual([3])
    expect(lists.nameOf('a')?.arrivalList.granted).toBe(3)
    await feed.pull('night')
    await feed.pull('night')
    expect(lists.nameOf('a')?.arrivalList).toMatchObject({ granted: 2, spent: 1 })
  })
})

describe('an answer that comes after the doorman chose', () => {
  test('another night is not stored under that one, and asked for no further', async () => {
    const { lists, server, feed } = await door()
    await lists.clear()
    Object.assign(server, { size: 1, asked: 0, meanwhile: () => lists.open('other') })
    await feed.pull('night')
    expect(server.asked).toBe(1)
    expect(lists.cursor()).toBeNull()
    expect(lists.find('gue')).toEqual([])
  })

  test('another night and this one again does not stand in for what was there', async () => {
    const { lists, server, feed } = await door()
    server.rows.push(['d', 'promo', 'Guest d', 0, '', 0, false, 2])
    server.meanwhile = async () => {
      await lists.open('other')
      await lists.open('night')
    }
    await feed.pull('night')
    server.meanwhile = async () => {}
    await feed.pull('night')
    expect(lists.find('gue')).toHaveLength(4)
  })
})

test('while more pages follow, this phone’s own heads count once', async () => {
  const { lists, server, feed, tick } = await door()
  await tick({ nameId: 'a', heads: 2, anyway: false, place })
  acts[0] = { ...acts[0], state: 'sent' } as ActRow
  await lists.clear()
  await lists.open('night')
  for (const row of server.rows) row[5] = row[0] === 'a' ? 2 : 0
  const seen: (number | undefined)[] = []
  Object.assign(server, {
    size: 1,
    meanwhile: async () => void seen.push(lists.nameOf('a')?.standing.arrived),
  })
  await feed.pull('night')
  expect(seen).toEqual([undefined, undefined, undefined])
  expect(lists.nameOf('a')?.standing.arrived).toBe(2)
})

test('an act that is sent during a pull is read again at once, and counted once', async () => {
  const { lists, server, feed, tick } = await door()
  await tick({ nameId: 'a', heads: 2, anyway: false, place })
  server.rows.push(['a', 'promo', 'Guest a', 9, '', 2, false, 2])
  server.meanwhile = async () => {
    acts[0] = { ...acts[0], state: 'sent' } as ActRow
  }
  await feed.pull('night')
  expect(lists.nameOf('a')?.standing.arrived).toBe(2)
})

test('heads are taken back for what they paid, also when the list takes more by then', async () => {
  const { tick } = await door()
  const at = { nameId: 'a', anyway: false, place }
  const ticked = await tick({ ...at, heads: 3 })
  if (ticked.kind !== 'ticked') throw new Error(ticked.kind)
  await tick({ ...at, heads: -3, pays: '15' })
  await tick({ ...at, heads: -3, pays: ticked.pays })
  const paid = acts.map(({ payload }) => 'paid' in payload && payload.paid)
  expect(paid).toEqual(['0.00', '15.00', '0.00'])
})

test('a silent server changes nothing, and what was pulled stays', async () => {
  const { lists, server, feed } = await door()
  server.silent = true
  await feed.pull('night')
  expect(lists.find('gue')).toHaveLength(3)
})

test('a name is taken back by its opposite, also when the list is full', async () => {
  const { lists, tick } = await door()
  await tick({ nameId: 'a', heads: 5, anyway: false, place })
  await tick({ nameId: 'a', heads: -2, anyway: false, place })
  expect(lists.nameOf('a')?.standing.arrived).toBe(3)
  expect(lists.spentOf('promo')).toBe(3)
})
