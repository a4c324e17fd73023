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
  const server = { list, rows, silent: false, unheld: 3, wishes: [] as number[] }
  const call: PhoneCall = async (sql, input) => {
    if (server.silent) return { ok: false }
    if (sql.name === 'scanner_lists') {
      const page = { revoked: false, server_now: 9, horizon_ms: 5, epoch: 'e', cursor: 'e.1.x' }
      return { ok: true, value: { ...page, more: false, lists: [server.list], rows } as never }
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
