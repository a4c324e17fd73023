// Every way an RPC can fail becomes the failure that a screen can act on.
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { callRpc, type RpcCaller } from './call-rpc.ts'

function answering(answer: unknown): RpcCaller {
  return { rpc: async () => answer } as unknown as RpcCaller
}

const failing = (status: number, error: object) => answering({ data: null, error, status })
const schema = v.object({ inside: v.number() })

describe('callRpc', () => {
  it('gives the parsed answer', async () => {
    const result = await callRpc(
      answering({ data: { inside: 3 }, error: null, status: 200 }),
      'event_live',
      {},
      schema,
    )
    expect(result).toEqual({ ok: true, value: { inside: 3 } })
  })

  it('does not let an answer of another shape through', async () => {
    const result = await callRpc(
      answering({ data: { inside: '3' }, error: null, status: 200 }),
      'event_live',
      {},
      schema,
    )
    expect(result).toEqual({ ok: false, failure: { kind: 'unexpected' } })
  })

  it.each([
    ['no network', 0, { message: 'TypeError: Failed to fetch', code: '' }, 'unreachable'],
    ['a gateway without a server', 503, { message: 'x', code: '' }, 'unreachable'],
    ['an expired token', 401, { message: 'JWT expired', code: 'PGRST303' }, 'signed_out'],
    ['a bug in the database', 500, { message: 'x', code: 'XX000' }, 'unexpected'],
  ])('tells %s apart', async (_, status, error, kind) => {
    const result = await callRpc(failing(status, error), 'event_live', {}, schema)
    expect(result).toEqual({ ok: false, failure: { kind } })
  })

  it('hands on the registered code of a refusal', async () => {
    const result = await callRpc(
      failing(403, { message: 'not_staff', code: 'PT403' }),
      'manager_events',
      {},
      schema,
    )
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', code: 'not_staff' } })
  })

  it('reads a missing grant as not being staff', async () => {
    const result = await callRpc(
      failing(403, { message: 'permission denied for function', code: '42501' }),
      'manager_events',
      {},
      schema,
    )
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', code: 'not_staff' } })
  })

  it('never rejects', async () => {
    const caller = {
      rpc: () => Promise.reject(new Error('socket')),
    } as unknown as RpcCaller
    expect(await callRpc(caller, 'event_live', {}, schema)).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    })
  })
})
