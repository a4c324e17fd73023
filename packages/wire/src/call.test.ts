// Every way a call can end becomes a value that a screen can act on.
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callSql, type SqlCaller } from './call.ts'
import { sqlFunction } from './sql-function.ts'

type Response = Awaited<ReturnType<ReturnType<SqlCaller['rpc']>['abortSignal']>>

const answering = (work: (signal: AbortSignal) => PromiseLike<Response>): SqlCaller => ({
  rpc: () => ({ abortSignal: work }),
})
const answer = (data: unknown): Response => ({ data, error: null, status: 200 })
const error = (status: number, text: object): Response => ({ data: null, error: text, status })

const live = sqlFunction({
  name: 'event_live',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.object({ inside: v.number() }),
})

afterEach(() => vi.useRealTimers())

describe('callSql', () => {
  it('sends the arguments under the names that SQL gives them, and parses the answer', async () => {
    const rpc = vi.fn(() => ({ abortSignal: async () => answer({ inside: 3, more: 1 }) }))
    expect(await callSql({ rpc }, live, 'e1')).toEqual({ ok: true, value: { inside: 3 } })
    expect(rpc).toHaveBeenCalledWith('event_live', { p_event_id: 'e1' })
  })

  it('does not let an answer of another shape through, and says where it differs', async () => {
    const caller = answering(async () => answer({ inside: 'three' }))
    const failure = { kind: 'malformed', status: 200, paths: ['inside'] }
    expect(await callSql(caller, live, 'e1')).toEqual({ ok: false, failure })
  })

  it.each([
    ['no network', 0, { message: 'TypeError: Failed to fetch' }, { kind: 'unreachable' }],
    ['an expired token', 401, { message: 'JWT expired' }, { kind: 'signed_out' }],
    ['a missing grant', 403, { message: 'permission denied' }, { kind: 'forbidden' }],
    ['a gateway that is full', 429, { message: '' }, { kind: 'busy', retryAfterSeconds: null }],
    ['a bug', 500, { message: 'x' }, { kind: 'server_error', status: 500 }],
    ['a gateway without a server', 503, {}, { kind: 'server_error', status: 503 }],
    ['a function that is not there', 404, {}, { kind: 'malformed', status: 404, paths: [] }],
  ])('tells %s from a refusal', async (_, status, text, failure) => {
    const caller = answering(async () => error(status, text))
    expect(await callSql(caller, live, 'e1')).toEqual({ ok: false, failure })
  })

  it('hands on the registered code of a refusal with its facts', async () => {
    const text = { message: 'sold_out', code: 'PT409', details: '{"available":3}' }
    expect(
      await callSql(
        answering(async () => error(409, text)),
        live,
        'e1',
      ),
    ).toMatchObject({
      ok: false,
      failure: { kind: 'refused', status: 409, code: 'sold_out', detail: { available: 3 } },
    })
  })

  it('never rejects', async () => {
    const failure = { kind: 'unreachable' }
    const rejecting = answering(() => Promise.reject(new Error('socket')))
    expect(await callSql(rejecting, live, 'e1')).toEqual({ ok: false, failure })
    const throwing: SqlCaller = {
      rpc: () => {
        throw new Error('closed')
      },
    }
    expect(await callSql(throwing, live, 'e1')).toEqual({ ok: false, failure })
  })

  it('gives up at its deadline, also when nobody listens to the signal', async () => {
    vi.useFakeTimers()
    let cut: AbortSignal | undefined
    const silent = answering((signal) => {
      cut = signal
      return new Promise(() => {})
    })
    const asked = callSql(silent, live, 'e1', { deadlineMs: 5_000 })
    await vi.advanceTimersByTimeAsync(4_999)
    expect(cut?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await asked).toEqual({ ok: false, failure: { kind: 'unreachable' } })
    expect(cut?.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends at once when its caller no longer wants it', async () => {
    const leave = new AbortController()
    const asked = callSql(
      answering(() => new Promise(() => {})),
      live,
      'e1',
      leave,
    )
    leave.abort()
    expect(await asked).toEqual({ ok: false, failure: { kind: 'unreachable' } })
  })
})
