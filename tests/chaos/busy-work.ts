/**
 * Counts the work that leaves the event loop: the thread pool's (hashes, signatures, files, compression) and short timers.
 *
 * A request whose lane hashes or compresses waits for no call and yet is not done, and how many turns that takes is the
 * machine's affair: whoever chose the next call meanwhile would choose among other calls on a slower machine.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { exampleMail, exampleView } from '@maguey/functions/testing/examples'
import { createTestDependencies } from '@maguey/functions/testing/test-dependencies'
import { sendMails } from '@maguey/functions/use-cases/send-mails'
import type { Hold } from '@maguey/wire/checkout'

let busy = 0
let installed = false

/** True while nothing of the counted work is under way. */
export const isIdle = (): boolean => busy === 0

type Method = (...args: never[]) => Promise<unknown>

/** Libraries yield to others by a timer of a tick; longer ones are deadlines. */
const LONGEST_YIELD_MS = 20

let isOfHistory = (): boolean => false

/** For the whole process: the functions use these as globals. Timers are changed only for what runs in a history. */
export function countBusyWork(inHistory: () => boolean): void {
  isOfHistory = inHistory
  if (installed) return
  installed = true
  const subtle = Object.getPrototypeOf(crypto.subtle) as object
  for (const name of ['digest', 'importKey', 'sign', 'verify']) count(subtle, name)
  // Of a compressed stream, read to its end.
  count(Response.prototype, 'arrayBuffer')
  count(fs.promises, 'readFile')
  syncBuiltinESMExports()
  countShortTimers()
}

function count(owner: object, name: string): void {
  const original = Reflect.get(owner, name) as Method
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value: async function counted(this: unknown, ...args: never[]) {
      busy += 1
      try {
        return await original.apply(this, args)
      } finally {
        busy -= 1
      }
    },
  })
}

/** A deadline of real time never ends a call of virtual time, so those don't run at all. */
function countShortTimers(): void {
  const original = globalThis.setTimeout
  const counted = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    if (!isOfHistory()) return original(run, ms, ...args)
    if (ms > LONGEST_YIELD_MS) return original(() => {}, 0)
    busy += 1
    return original(() => {
      busy -= 1
      run(...args)
    }, ms)
  }
  globalThis.setTimeout = Object.assign(counted, original) as typeof setTimeout
}

/** A mail before all histories: React's renderer would load in the middle of the first one. */
export async function loadWhatLoadsLate(): Promise<void> {
  const dependencies = createTestDependencies()
  const hold: Hold = {
    order_id: '00000000-0000-4000-8000-000000000000',
    event_name: 'Night',
    event_slug: 'night',
    total_amount: '50.00',
    currency: 'usd',
    lines: [],
    hold_expires_at: '2026-11-20T12:00:00Z',
    checkout_url: null,
    stripe_checkout_session_id: null,
    reused: false,
    status: 'completed',
    ended: [],
  }
  const ticket = { ticket_id: 'T1', ticket_type_id: 'VIP', qr_code_data: 'T1' }
  const view = exampleView('00000000-0000-4000-8000-000000000000', {
    hold,
    status: 'completed',
    tickets: [ticket],
  })
  dependencies.database.mails.push(exampleMail(view))
  await sendMails(dependencies)
  if (dependencies.sent.length === 0) throw new Error('the first mail was not rendered')
}
