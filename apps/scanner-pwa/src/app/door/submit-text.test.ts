// While the server is asked about a ticket, the door goes on; its answer never makes a second entry.
import type { Verdict } from '@maguey/ticket-core/verdict'
import { beforeEach, expect, test, vi } from 'vitest'
import { eventFixture } from '#db/door-fixtures.ts'
import type { DoorFacts, ShownScan } from '#features/scan/scan-pipeline.ts'
import { createShownScanStore } from '#features/scan/shown-scan-store.ts'
import { createSubmit } from './submit-text.ts'

const event = eventFixture()
const facts: DoorFacts = {
  ...{ event, gate: { id: 'g', name: 'Main', admits: null }, direction: 'in' },
  ...{ deviceName: 'Door 1', revoked: false, offline: false },
}
const amber: ShownScan = {
  ...{ kind: 'verdict', scanId: 's1', direction: 'in', readAtMs: 0, atMs: 0, event },
  verdict: { code: 'unverified', because: 'unsigned', ticketId: 'T1' } as Verdict,
}

let answered: Set<string>
let scanned: string[]
let say: (said: 'no_such_ticket' | 'silent') => void
let submit: (text: string) => Promise<void>
const shown = createShownScanStore({ after: () => () => {} })

beforeEach(() => {
  answered = new Set()
  scanned = []
  submit = createSubmit({
    pipeline: {
      scan: async (text, _facts, server = 'silent') => {
        scanned.push(`${text} ${server}`)
        return scanned.length === 1 ? amber : { kind: 'no_list' }
      },
      answer: async () => ({ kind: 'turned_away' }),
      warmUp: async () => {},
    },
    sync: {
      askTicket: () =>
        new Promise((resolve) => {
          say = resolve
        }),
    },
    store: { hear: async () => {} },
    ...{ shown, answered, show: shown.show, facts: () => facts },
  })
})

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('frames don’t wait for the server, and its answer is shown when it comes', async () => {
  await submit('T1')
  expect(shown.store.getState().shown).toMatchObject({ scanId: 's1', asking: true })
  say('no_such_ticket')
  await vi.waitFor(() => expect(scanned).toEqual(['T1 silent', 'T1 no_such_ticket']))
  expect(answered).toContain('s1')
})

test('what the doorman has answered meanwhile is not scanned again', async () => {
  await submit('T1')
  answered.add('s1')
  say('no_such_ticket')
  await settled()
  expect(scanned).toEqual(['T1 silent'])
})

test('a silent server leaves the question to the doorman', async () => {
  await submit('T1')
  say('silent')
  await settled()
  expect(shown.store.getState().shown).toEqual(amber)
  expect(answered.size).toBe(0)
})
