// The contract of the sync loop's network: run against the fake server, and in tests/contract against the real one.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { describe, expect, test } from 'vitest'
import { actFixture, scanFixture } from '#db/door-fixtures.ts'
import type { ActRow, ScanRow, TicketWord } from '#db/rows.ts'
import type { PullAnswer, SyncNetwork } from './sync-ports.ts'

/** A night with at least four unspent tickets, and this phone at its gate. */
export type ContractDoor = {
  network: SyncNetwork
  eventId: string
  gate: { id: string; name: string }
  deviceName: string
  tickets: readonly string[]
  revoke: () => Promise<void>
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 30))
}

/** The door is created only after the tests were collected, so they get it through a function. */
type GetDoor = () => ContractDoor

export function syncNetworkContract(name: string, theDoor: GetDoor): void {
  const tools = toolsOf(theDoor)
  pushContract(name, theDoor, tools)
  actContract(name, theDoor)
  pullContract(name, theDoor, tools)
  toldContract(name, theDoor, tools)
}

type Tools = ReturnType<typeof toolsOf>

function toolsOf(theDoor: GetDoor) {
  let nth = 0
  const scanOf = (ticketId: string, changes: Partial<ScanRow> = {}): ScanRow => {
    const { eventId, gate, deviceName } = theDoor()
    nth += 1
    const scannedAtMs = Date.now() + nth
    const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const where = { eventId, gateId: gate.id, gateName: gate.name, deviceName }
    const id = uuidV7({ nowMs: scannedAtMs, randomBytes })
    return scanFixture({
      id,
      ticketId,
      ...where,
      scannedAtMs,
      deviceTimeMs: scannedAtMs,
      ...changes,
    })
  }
  const push = async (...scans: ScanRow[]) => {
    const answer = await theDoor().network.push(scans)
    if (!answer.ok) throw new Error('the push failed')
    return answer.answers
  }
  const pull = async (cursor: string | null, limit: number, eventId = theDoor().eventId) => {
    const { gate } = theDoor()
    const report = { queueLength: 0, listAgeMs: null, gateId: gate.id, clockOffsetMs: 0 }
    return await theDoor().network.pull({ eventId, cursor, limit, report })
  }
  const pageOf = (answer: PullAnswer) => {
    if (!answer.ok || answer.revoked) throw new Error('no page')
    return answer.page
  }
  const ticket = (index: number) => theDoor().tickets[index] ?? ''
  return { scanOf, push, pull, pageOf, ticket }
}

function pushContract(name: string, theDoor: GetDoor, { scanOf, push, ticket }: Tools): void {
  describe(`${name}: a push`, () => {
    test('says what each scan is, in their order, and names the entry that another repeats', async () => {
      const [first, again, refused] = [
        scanOf(ticket(0)),
        scanOf(ticket(0)),
        scanOf(ticket(1), { verdict: 'wrong_gate' }),
      ]
      const answers = await push(first, again, refused)
      expect(answers.map(({ id, accepted, outcome }) => [id, accepted, outcome.result])).toEqual([
        [first.id, true, 'entry'],
        [again.id, true, 'double_entry'],
        [refused.id, true, 'refusal'],
      ])
      expect(answers[1]?.outcome.first).toMatchObject({
        scanId: first.id,
        atMs: first.scannedAtMs,
        gateName: theDoor().gate.name,
        deviceName: theDoor().deviceName,
      })
      expect(answers[0]?.word).toMatchObject({ ticketId: ticket(0), presence: 'inside' })
    })

    test('of a scan that is there already is accepted, and changes nothing', async () => {
      const scan = scanOf(ticket(2))
      const [before] = await push(scan)
      const [after] = await push(scan)
      expect(after).toMatchObject({ accepted: true, outcome: { result: 'entry', error: null } })
      expect(after?.word?.revision).toBe(before?.word?.revision)
    })

    test('with one bad scan takes the others', async () => {
      const bad = scanOf(ticket(1), { id: 'no-uuid', verdict: 'wrong_gate' })
      const good = scanOf(ticket(1), { verdict: 'wrong_gate' })
      const answers = await push(bad, good)
      expect(answers.map(({ accepted, outcome }) => [accepted, outcome.error])).toEqual([
        [false, 'invalid_request'],
        [true, null],
      ])
    })
  })
}

function actContract(name: string, theDoor: GetDoor): void {
  describe(`${name}: a push of acts`, () => {
    const actOf = (nth: number, changes: Partial<ActRow> = {}): ActRow => {
      const nowMs = Date.now() + nth
      const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
      const { eventId, gate } = theDoor()
      const at = { actedAtMs: nowMs, deviceTimeMs: nowMs }
      return actFixture({
        ...{ id: uuidV7({ nowMs, randomBytes }), eventId, gateId: gate.id },
        ...{ ...at, ...changes },
      })
    }

    test('with one bad act takes the others, and again what is there already', async () => {
      const [good, bad, other] = [actOf(1), actOf(2, { id: 'no-uuid' }), actOf(3)]
      const answer = await theDoor().network.pushActs([good, bad, other])
      expect(answer).toEqual({
        ok: true,
        answers: [
          { id: good.id, accepted: true, error: null },
          { id: 'no-uuid', accepted: false, error: 'invalid_request' },
          { id: other.id, accepted: true, error: null },
        ],
      })
      expect(await theDoor().network.pushActs([good])).toEqual({
        ok: true,
        answers: [{ id: good.id, accepted: true, error: null }],
      })
    })
  })
}

function pullContract(name: string, theDoor: GetDoor, tools: Tools): void {
  const { scanOf, push, pull, pageOf, ticket } = tools
  describe(`${name}: a pull`, () => {
    test('brings every ticket once, in pages of the asked size, then only what changed', async () => {
      let [cursor, more]: [string | null, boolean] = [null, true]
      const seen: string[] = []
      while (more) {
        const page = pageOf(await pull(cursor, 2))
        expect(page.tickets.length).toBeLessThanOrEqual(2)
        seen.push(...page.tickets.map(({ ticketId }) => ticketId))
        cursor = page.cursor
        more = page.more
        expect(page.total).toBe(theDoor().tickets.length)
      }
      expect(seen.sort()).toEqual([...theDoor().tickets].sort())
      const scan = scanOf(ticket(3))
      await push(scan)
      const changed: TicketWord[] = []
      await until(async () => {
        changed.push(...pageOf(await pull(cursor, 10)).tickets)
        return changed.length > 0
      })
      expect(changed[0]).toMatchObject({ ticketId: ticket(3), entry: { scanId: scan.id } })
    })

    test('of a night that is not this phone’s is not allowed', async () => {
      const stranger = '00000000-0000-4000-8000-000000000000'
      expect(await pull(null, 10, stranger)).toEqual({ ok: false, trouble: 'not_allowed' })
    })
  })
}

function toldContract(name: string, theDoor: GetDoor, tools: Tools): void {
  const { scanOf, push, pull, ticket } = tools
  test(`${name}: a scan is heard by whoever listens, with the ticket's word`, async () => {
    const heard: TicketWord[][] = []
    const listening = theDoor().network.listen(theDoor().eventId, (words) => heard.push(words))
    await until(() => heard.length > 0)
    // So many at once that the server holds the last of them back, until somebody pulls.
    for (let nth = 0; nth < 8; nth += 1) await push(scanOf(ticket(1), { verdict: 'wrong_gate' }))
    await push(scanOf(ticket(1)))
    await until(async () => {
      await pull(null, 1)
      return heard.flat().some(({ ticketId }) => ticketId === ticket(1))
    })
    expect(heard.flat().at(-1)).toMatchObject({ presence: 'inside' })
    listening.stop()
  })

  test(`${name}: a phone that was revoked is told so, and nothing else`, async () => {
    await theDoor().revoke()
    expect(await pull(null, 10)).toMatchObject({ ok: true, revoked: true })
  })
}
