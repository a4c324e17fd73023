/**
 * The one network between the functions and everything they call; the seed decides what happens next.
 *
 *   a task (one request to the functions) runs until it waits for calls ──▶ a waiting call is chosen and carried out,
 *   refused, or carried out without an answer ──▶ its task continues, or has ended
 *
 * Any number of tasks may be between two calls at once: that is how requests interleave. A call is the smallest unit,
 * just as one call of the database is one transaction. In a killed process, calls are never answered: whatever its code
 * would have done after the kill is not done.
 */
import { countBusyWork, isIdle } from './busy-work.ts'
import type { Random } from './random.ts'

export type Service = 'database' | 'payments' | 'mail'

/** What was given to `fetch`; the code under test gives an address and a text. */
export type Outgoing = {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: string
}

export type Call = Outgoing & {
  readonly service: Service
  /** With the body, distinguishes calls. */
  readonly name: string
}

/** A call's fate: an answer, failure before anything was done, failure after all was done, or a polite 503. */
export type Fate = 'answered' | 'unreachable' | 'lost' | 'unavailable'

export type Task = {
  readonly number: number
  readonly name: string
  readonly process: Process
  /** One of its calls failed through no fault of the code: an answer of 5xx is then correct. */
  disturbed: boolean
  state: 'running' | 'ended'
}

/** One running copy of the functions. */
export type Process = { readonly number: number; alive: boolean }

type Waiting = Call & {
  readonly task: Task
  readonly resolve: (response: Response) => void
  readonly reject: (error: Error) => void
}

export type Network = {
  readonly fetch: typeof fetch
  /** Throws unless `settle` has resolved since the last one. */
  readonly start: (name: string, process: Process, work: () => Promise<void>) => Task
  readonly kill: (process: Process) => void
  readonly running: () => number
  /** Resolves once every task waits for a call or has ended. */
  readonly settle: () => Promise<void>
  /** Carries out one waiting call, if any; resolves once every task waits or has ended. */
  readonly step: () => Promise<boolean>
  /** Resolves once every task has ended. */
  readonly drain: () => Promise<void>
}

type NetworkParts = {
  readonly random: Random
  readonly classify: (outgoing: Outgoing) => Call
  readonly carryOut: (call: Call) => Promise<Response>
  readonly fateOf: (call: Call) => Fate
  readonly note: (line: string) => void
}

/** What is neither counted nor a microtask, in libraries, has this many turns of the event loop to go on in. */
const QUIET_TURNS = 3

/** From before it is counted. */
const { setImmediate } = globalThis

export function createNetwork(parts: NetworkParts): Network {
  /**
   * The task whose code is running; null once all is still. Only the task that was just started or answered goes on, so
   * this says what an AsyncLocalStorage would, whose hooks took a third of a run on Node 20.
   */
  let current: Task | null = null
  countBusyWork(() => current !== null)
  const tasks = new Set<Task>()
  let waiting: Waiting[] = []
  let number = 0

  const callsOf = (task: Task) => waiting.filter((call) => call.task === task).length
  /** Every task waits, and none has a lane that might still issue another call. */
  const isStill = () => isIdle() && [...tasks].every((task) => callsOf(task) > 0)
  const settle = async () => {
    if (current === null) return
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (!isStill()) turns = -1
    }
    current = null
  }
  const carryOut = async (call: Waiting) => {
    waiting = waiting.filter((other) => other !== call)
    const fate = parts.fateOf(call)
    if (fate !== 'answered') call.task.disturbed = true
    const response = isDone(fate) ? await parts.carryOut(call) : null
    const outcome = [response?.status, fate === 'answered' ? null : fate]
    parts.note(`  ${[call.task.number, call.name, ...outcome].filter(Boolean).join(' ')}`)
    current = call.task
    answer(call, fate, response)
  }
  const step = async () => {
    await settle()
    if (waiting.length === 0) return false
    // By task and not by arrival, which may vary with the machine's load.
    const inOrder = waiting.toSorted(
      (a, b) => a.task.number - b.task.number || compare(a.name, b.name) || compare(a.body, b.body),
    )
    await carryOut(parts.random.pick(inOrder))
    await settle()
    return true
  }

  return {
    fetch: async (input, init) => {
      const task = current
      if (task === null) throw new Error('a call outside any task')
      if (!task.process.alive) return new Promise<Response>(() => {})
      const call = parts.classify(readOutgoing(input, init))
      return await new Promise<Response>((resolve, reject) => {
        waiting.push({ ...call, task, resolve, reject })
      })
    },
    start: (name, process, work) => {
      if (current !== null) throw new Error(`${current.name} is not still yet`)
      number += 1
      const task: Task = { number, name, process, disturbed: false, state: 'running' }
      tasks.add(task)
      const end = () => {
        task.state = 'ended'
        tasks.delete(task)
      }
      current = task
      work()
        .catch((error: unknown) => parts.note(`  ${task.number} threw ${String(error)}`))
        .finally(end)
      return task
    },
    kill: (process) => {
      process.alive = false
      waiting = waiting.filter((call) => call.task.process !== process)
      for (const task of tasks) if (task.process === process) tasks.delete(task)
    },
    running: () => tasks.size,
    settle,
    step,
    drain: async () => {
      while (await step());
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isDone = (fate: Fate): boolean => fate === 'answered' || fate === 'lost'

function answer(call: Waiting, fate: Fate, response: Response | null): void {
  if (fate === 'unavailable') call.resolve(new Response('busy', { status: 503 }))
  else if (fate === 'answered' && response !== null) call.resolve(response)
  else call.reject(new TypeError('fetch failed'))
}

/** Without the signal: real time must not end a call in virtual time. */
function readOutgoing(input: string | URL | Request, init: RequestInit = {}): Outgoing {
  const { method = 'GET', headers, body = '' } = init
  if (input instanceof Request || (typeof body !== 'string' && body !== null)) {
    throw new Error('a call that is not an address and a text')
  }
  return { url: new URL(input), method, headers: new Headers(headers), body: body ?? '' }
}
