// The sync loop against a scripted server on fake time: each test asserts the whole log.
import { beforeEach, describe, expect, test } from 'vitest'
import { pageFixture } from '#db/door-fixtures.ts'
import { acceptActs, acceptAll, createSyncWorld } from './fake-sync-world.ts'
import type { PullAnswer, PushAnswer } from './sync-ports.ts'

const TROUBLE: PushAnswer = { ok: false, refused: false, trouble: 'server_error' }
const SILENCE: PullAnswer = { ok: false, trouble: 'no_answer' }

let world: ReturnType<typeof createSyncWorld>

const page = (cursor: string, more = false): PullAnswer => ({
  ok: true,
  revoked: false,
  serverNowMs: 0,
  page: pageFixture({ cursor, more }),
})

beforeEach(() => {
  world = createSyncWorld()
  world.server.pull = () => page('1')
})

describe('a healthy round', () => {
  test('pushes the queue, pulls page after page, then polls', async () => {
    const pages = [page('1', true), page('2', true), page('3')]
    world.server.pull = () => pages.shift() ?? page('4')
    world.scan('a')
    world.engine.start()
    await world.advance(10_000)
    expect(world.log).toEqual([
      '0 push a ok',
      '0 pull from zero ok',
      '0 pull from 1 ok',
      '0 listen event-1',
      '0 pull from 2 ok',
      '10000 pull from 3 ok',
    ])
  })

  test('sends a new scan at once, and pulls a moment later', async () => {
    world.engine.start()
    await world.advance(3_000)
    world.scan('a')
    await world.advance(2_000)
    expect(world.log.slice(2)).toEqual(['3000 push a ok', '4500 pull from 1 ok'])
  })

  test('guests without a break keep no pull away for long', async () => {
    world.engine.start()
    await world.advance(3_000)
    for (let nth = 0; nth < 12; nth += 1) {
      world.scan(`s${nth}`)
      await world.advance(1_000)
    }
    const pulls = world.log.filter((line) => line.includes('pull')).slice(1)
    expect(pulls).toEqual(['10000 pull from 1 ok'])
    expect(world.queue).toEqual([])
  })

  test('nor do pushes that take long, or a queue that never empties', async () => {
    world.engine.start()
    world.server.push = async (scans) => {
      await new Promise<void>((resolve) => world.clock.after(4_000, resolve))
      return acceptAll(scans)
    }
    for (let nth = 0; nth < 20; nth += 1) {
      world.scan(`s${nth}`)
      await world.advance(3_000)
    }
    const pulls = world.log.filter((line) => line.includes('pull'))
    expect(pulls.length).toBeGreaterThanOrEqual(4)
  })

  test('and pulls that fail hold up no long queue', async () => {
    world.server.pull = () => SILENCE
    world.server.push = async (scans) => {
      await new Promise<void>((resolve) => world.clock.after(4_000, resolve))
      return acceptAll(scans)
    }
    for (let nth = 0; nth < 1_000; nth += 1) world.scan(`s${nth}`)
    world.engine.start()
    await world.advance(22_000)
    expect(world.queue).toEqual([])
  })

  test('what somebody asks for while a scan is being sent is pulled at once', async () => {
    let answer = () => {}
    world.engine.start()
    await world.advance(3_000)
    world.server.push = (scans) =>
      new Promise((resolve) => (answer = () => resolve(acceptAll(scans))))
    world.scan('a')
    await world.advance(100)
    world.engine.wake('asked')
    world.server.push = acceptAll
    answer()
    await world.advance(100)
    expect(world.log.slice(2)).toContain('3100 pull from 1 ok')
  })

  test('a nudge that comes while a scan is being sent is pulled too', async () => {
    let answer = () => {}
    world.engine.start()
    await world.advance(3_000)
    world.server.push = (scans) =>
      new Promise((resolve) => (answer = () => resolve(acceptAll(scans))))
    world.scan('a')
    await world.advance(100)
    world.server.nudge()
    world.server.push = acceptAll
    answer()
    await world.advance(2_000)
    expect(world.log.slice(2)).toEqual(['3100 mark', '3100 push a ok', '4600 pull from 1 ok'])
  })

  test('answers many nudges with one pull', async () => {
    world.engine.start()
    await world.advance(100)
    for (let nth = 0; nth < 5; nth += 1) {
      world.server.nudge()
      await world.advance(100)
    }
    await world.advance(5_000)
    expect(world.log.slice(2)).toEqual([
      '100 mark',
      '200 mark',
      '300 mark',
      '400 mark',
      '500 mark',
      '1600 pull from 1 ok',
    ])
  })
})

test('a raised limit is heard before the next pull', async () => {
  world.engine.start()
  await world.advance(100)
  world.server.nudge(600)
  await world.advance(10)
  expect(world.log.slice(2)).toEqual(['100 limit 600', '100 mark'])
})

test('a page is taken in even when the clock that came with it can’t be stored', async () => {
  world.disk.storesClock = false
  world.engine.start()
  await world.advance(60_000)
  const pulls = world.log.filter((line) => line.includes('pull'))
  expect(pulls.map((line) => line.split(' ').slice(1).join(' '))).toContain('pull from 1 ok')
})

test('a phone hears of its revocation even when the clock that came with it can’t be stored', async () => {
  world.disk.storesClock = false
  world.server.pull = () => ({ ok: true, revoked: true, serverNowMs: 0 })
  world.engine.start()
  await world.advance(1_000)
  expect(world.log).toContain('0 revoked')
  expect(world.log).toContain('0 wipe')
})

test('a list that is short of tickets is asked for again soon, but not for ever', async () => {
  const short: PullAnswer = {
    ok: true,
    revoked: false,
    serverNowMs: 0,
    page: pageFixture({ cursor: '1', total: 2 }),
  }
  world.server.pull = () => short
  world.engine.start()
  await world.advance(20_000)
  const pulls = world.log.filter((line) => line.includes('pull')).map((line) => line.split(' ')[0])
  expect(pulls).toEqual(['0', '1500', '3000', '4500', '6000', '7500', '17500'])
})

describe('trouble', () => {
  test('with push does not block pull, and is tried again ever more slowly', async () => {
    world.server.push = () => TROUBLE
    world.scan('a')
    world.engine.start()
    await world.advance(3_500)
    expect(world.log).toEqual([
      '0 push a trouble',
      '0 pull from zero ok',
      '0 listen event-1',
      '1000 push a trouble',
      '1000 pull from 1 ok',
      '3000 push a trouble',
      '3000 pull from 1 ok',
    ])
    expect(world.queue).toHaveLength(1)
  })

  test('is not made worse by new scans, which wait for the backoff', async () => {
    world.server.push = () => TROUBLE
    world.scan('a')
    world.engine.start()
    await world.advance(100)
    world.scan('b')
    world.scan('c')
    await world.advance(800)
    expect(world.log.filter((line) => line.includes('push'))).toEqual(['0 push a trouble'])
    await world.advance(200)
    expect(world.log.at(-2)).toBe('1000 push a,b,c trouble')
  })

  test('ends at once when the network is back', async () => {
    world.server.pull = () => SILENCE
    world.server.push = () => TROUBLE
    world.scan('a')
    world.engine.start()
    await world.advance(100_000)
    const failures = world.log.length
    world.server.push = acceptAll
    world.server.pull = () => page('1')
    world.engine.wake('online')
    await world.advance(1)
    expect(world.log.slice(failures)).toEqual([
      '100000 push a ok',
      '100000 pull from zero ok',
      '100000 listen event-1',
    ])
  })

  test('never waits longer than half a minute', async () => {
    world.server.pull = () => SILENCE
    world.engine.start()
    await world.advance(300_000)
    const times = world.log.map((line) => Number(line.split(' ')[0]))
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))
    expect(gaps.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    expect(Math.max(...gaps)).toBe(30_000)
  })
})

test('a poisoned scan is found by halving, set aside, and all others arrive', async () => {
  const arrived: string[] = []
  world.server.push = (scans) => {
    if (scans.some((scan) => scan.id === 'poison')) return { ok: false, refused: true }
    arrived.push(...scans.map((scan) => scan.id))
    return acceptAll(scans)
  }
  for (const id of ['a', 'b', 'poison', 'c', 'd']) world.scan(id)
  world.engine.start()
  await world.advance(1)
  expect(arrived).toEqual(['a', 'b', 'c', 'd'])
  expect(world.setAside.map(({ id }) => id)).toEqual(['poison'])
  expect(world.log.at(-2)).toBe('0 pull from zero ok')
})

describe('scans that were set aside', () => {
  beforeEach(async () => {
    world.server.push = () => ({ ok: false, refused: true })
    world.scan('a')
    world.engine.start()
    await world.advance(1)
    world.server.push = acceptAll
  })

  test('are tried again when somebody looks at the phone, or its network comes back', async () => {
    expect(world.setAside).toHaveLength(1)
    world.engine.wake('asked')
    await world.advance(1)
    expect(world.log.filter((line) => line.includes('push'))).toEqual([
      '0 push a refused',
      '1 push a ok',
    ])
    expect([...world.setAside, ...world.queue]).toEqual([])
  })

  test('are tried again now and then when nobody does', async () => {
    await world.advance(15 * 60_000)
    expect(world.log.filter((line) => line.includes('push a'))).toHaveLength(2)
    expect(world.setAside).toEqual([])
  })

  test('are tried again before a wipe', async () => {
    world.server.pull = () => ({ ok: true, revoked: true, serverNowMs: 0 })
    await world.advance(60_000)
    const [pushed, wiped] = [/push a ok/, /wipe/].map((what) =>
      world.log.findIndex((line) => what.test(line)),
    )
    expect(pushed).toBeGreaterThan(0)
    expect(wiped).toBeGreaterThan(pushed ?? 0)
  })
})

describe('acts', () => {
  test('go out after the scans, in the same round', async () => {
    world.scan('s')
    world.act('a')
    world.engine.start()
    await world.advance(1)
    expect(world.log.slice(0, 3)).toEqual([
      '0 push s ok',
      '0 push acts a ok',
      '0 pull from zero ok',
    ])
    expect(world.acts.waiting).toEqual([])
  })

  test('and scans never wait for trouble with one another', async () => {
    world.server.push = () => TROUBLE
    world.scan('s')
    world.act('a')
    world.engine.start()
    await world.advance(60_000)
    expect(world.acts.waiting).toEqual([])
    world.server.push = acceptAll
    world.server.pushActs = () => TROUBLE
    world.act('b')
    await world.advance(120_000)
    expect([world.queue, world.acts.waiting.map(({ id }) => id)]).toEqual([[], ['b']])
    expect(world.acts.aside).toEqual([])
  })

  test('of which one is poisoned arrive but for that one, and it is tried again', async () => {
    world.server.pushActs = (acts) =>
      acts.some(({ id }) => id === 'poison') ? { ok: false, refused: true } : acceptActs(acts)
    for (const id of ['a', 'poison', 'c']) world.act(id)
    world.scan('s')
    world.engine.start()
    await world.advance(1)
    expect(world.acts.waiting).toEqual([])
    expect(world.acts.aside.map(({ id }) => id)).toEqual(['poison'])
    expect(world.queue).toEqual([])
    world.server.pushActs = acceptActs
    world.engine.wake('asked')
    await world.advance(1)
    expect([...world.acts.aside, ...world.acts.waiting]).toEqual([])
  })
})

describe('a call that hangs', () => {
  const hang = () => new Promise<never>(() => {})

  test.each(['push', 'pull'] as const)(
    '%s yields at once when the network is back',
    async (which) => {
      world.server[which] = hang
      world.scan('a')
      world.engine.start()
      await world.advance(7_000)
      world.server.push = acceptAll
      world.server.pull = () => page('1')
      world.engine.wake('online')
      await world.advance(1)
      expect(world.queue).toEqual([])
      expect(world.log).toContain('7000 pull from zero ok')
    },
  )

  test('is not taken for a network that is gone once more', async () => {
    const reports: unknown[] = []
    world.onReport = (report) => reports.push(report)
    world.server.pull = hang
    world.engine.start()
    await world.advance(5_000)
    world.server.pull = () => page('1')
    world.engine.wake('online')
    await world.advance(1)
    expect(reports).not.toContainEqual({ type: 'contact', trouble: 'no_answer' })
    expect(reports).toContainEqual({ type: 'contact', trouble: null })
  })
})

test('pages begin small and grow while they come quickly', async () => {
  const asked: number[] = []
  world.server.pull = (request) => {
    asked.push(request.limit)
    return page('1', asked.length < 4)
  }
  world.engine.start()
  await world.advance(1)
  expect(asked).toEqual([100, 400, 1_600, 5_000])
})

test('an answer that names none of the scans counts as trouble, not as progress', async () => {
  world.server.push = () => ({ ok: true, answers: [] })
  world.scan('a')
  world.engine.start()
  await world.advance(900)
  expect(world.log.filter((line) => line.includes('push'))).toHaveLength(1)
})

describe('a revoked phone', () => {
  beforeEach(() => {
    world.server.pull = () => ({ ok: true, revoked: true, serverNowMs: 0 })
  })

  test('sends what it still has, then forgets everything and stops', async () => {
    world.server.pull = () => {
      if (world.queue.length === 0) world.scan('a')
      return { ok: true, revoked: true, serverNowMs: 0 }
    }
    world.engine.start()
    await world.advance(100_000)
    expect(world.log).toEqual(['0 pull from zero ok', '0 revoked', '0 push a ok', '0 wipe'])
  })

  test('forgets nothing while its queue is not accepted', async () => {
    world.server.push = (scans) => (world.clock.nowMs() < 2_000 ? TROUBLE : acceptAll(scans))
    world.scan('a')
    world.engine.start()
    await world.advance(1_500)
    expect(world.log.some((line) => line.endsWith('wipe'))).toBe(false)
    await world.advance(10_000)
    expect(world.queue).toEqual([])
    expect(world.log.at(-1)).toMatch(/wipe$/)
  })
})

test('after stop nothing happens any more, not even a late answer', async () => {
  world.engine.start()
  world.engine.stop()
  await world.advance(60_000)
  const lines = world.log.length
  world.engine.wake('queued')
  await world.advance(60_000)
  expect(world.log.length).toBe(lines)
  world.engine.start()
  await world.advance(1)
  expect(world.log.length).toBeGreaterThan(lines)
})

describe('the house list', () => {
  const kept = { eventId: 'event-1', mark: 'm1', key: '', bans: [] }

  test('is fetched after the last page, when the server has another one', async () => {
    const pages = [page('1', true), page('2')]
    world.server.pull = () => pages.shift() ?? page('3')
    world.server.bans = () => kept
    world.disk.bansWanted = 'event-1'
    world.engine.start()
    await world.advance(5_000)
    expect(world.log).toEqual([
      '0 pull from zero ok',
      '0 pull from 1 ok',
      '0 listen event-1',
      '0 bans of event-1 ok',
      '0 keep bans m1',
    ])
  })

  test('that doesn’t come costs no ticket, and is asked for again with the next pull', async () => {
    world.disk.bansWanted = 'event-1'
    world.engine.start()
    await world.advance(10_000)
    expect(world.log.filter((line) => line.includes('bans'))).toEqual([
      '0 bans of event-1 failed',
      '10000 bans of event-1 failed',
    ])
    expect(world.log).toContain('10000 pull from 1 ok')
  })
})

describe('the next page is asked for while the last is being stored', () => {
  const fromOf = () => world.log.filter((line) => line.includes('pull from'))
  const never = () => new Promise<never>(() => {})

  test('and is not asked for twice', async () => {
    const pages = [page('1', true), page('2')]
    world.server.pull = () => pages.shift() ?? page('3')
    let stored = () => {}
    world.disk.keepsPage = () => new Promise((resolve) => (stored = resolve))
    world.engine.start()
    await world.advance(2_000)
    expect(fromOf()).toEqual(['0 pull from zero ok', '0 pull from 1 ok'])
    world.disk.keepsPage = async () => {}
    stored()
    await world.advance(20_000)
    expect(fromOf().slice(2)).toEqual(['12000 pull from 2 ok', '22000 pull from 3 ok'])
  })

  test('a page that can’t be stored is asked for again, not the one after it', async () => {
    const pages = [page('1', true), page('2')]
    world.server.pull = () => pages.shift() ?? page('1')
    world.disk.keepsPage = async () => {
      world.disk.keepsPage = async () => {}
      throw new Error('disk full')
    }
    world.engine.start()
    await world.advance(60_000)
    const asked = fromOf().map((line) => line.replace(/^\d+ /, ''))
    expect(asked.slice(0, 3)).toEqual(['pull from zero ok', 'pull from 1 ok', 'pull from zero ok'])
  })

  test('one that gets no answer is cut when the network is back, like any other call', async () => {
    world.server.pull = ({ cursor }) => (cursor === null ? page('1', true) : never())
    world.engine.start()
    await world.advance(5_000)
    world.server.pull = () => page('2')
    world.engine.wake('online')
    await world.advance(1_000)
    expect(fromOf()).toEqual([
      '0 pull from zero ok',
      '5000 pull from 1 failed',
      '5000 pull from 1 ok',
    ])
  })

  test('and one asked for while storing takes long is cut too', async () => {
    world.server.pull = ({ cursor }) => (cursor === null ? page('1', true) : never())
    let stored = () => {}
    world.disk.keepsPage = () => new Promise((resolve) => (stored = resolve))
    world.engine.start()
    await world.advance(5_000)
    world.server.pull = () => page('2')
    world.engine.wake('online')
    world.disk.keepsPage = async () => {}
    stored()
    await world.advance(1_000)
    expect(fromOf().slice(1, 3)).toEqual(['5000 pull from 1 failed', '5000 pull from 1 ok'])
  })

  test('nor after a stop in the same moment as the answer', async () => {
    let answer = (_page: PullAnswer) => {}
    const asked: (string | null)[] = []
    world.server.pull = ({ cursor }) => {
      asked.push(cursor)
      return new Promise((resolve) => (answer = resolve))
    }
    world.engine.start()
    await world.advance(10)
    answer(page('1', true))
    world.engine.stop()
    await world.advance(60_000)
    expect(asked).toEqual([null])
  })

  test('what was asked for while storing failed is not used after the pause', async () => {
    const asked: string[] = []
    world.server.pull = ({ cursor }) => {
      asked.push(`${world.clock.nowMs()} ${cursor}`)
      return cursor === null ? page('1', true) : page('2')
    }
    world.disk.storesClock = false
    world.engine.start()
    await world.advance(500)
    world.disk.storesClock = true
    await world.advance(5_000)
    expect(asked).toEqual(['0 null', '0 1', '1000 1'])
  })

  test('the clock is measured only by answers that did not wait', async () => {
    const pages = [page('1', true), page('2', true), page('3')]
    world.server.pull = () => pages.shift() ?? page('4')
    world.engine.start()
    await world.advance(1_000)
    expect(world.disk.clocksStored).toBe(1)
  })

  test('nothing is asked for after a stop', async () => {
    world.server.pull = ({ cursor }) => (cursor === null ? page('1', true) : never())
    world.disk.keepsPage = never
    world.engine.start()
    await world.advance(1_000)
    world.engine.stop()
    await world.advance(1_000)
    expect(fromOf()).toEqual(['0 pull from zero ok', '1000 pull from 1 failed'])
  })
})
