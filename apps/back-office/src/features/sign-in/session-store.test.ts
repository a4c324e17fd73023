// The session store follows supabase-js, and tells a lost network from a lost session.
import type { Session } from '@supabase/supabase-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSessionStore, PATIENCE_MS, type SessionAuth } from './session-store.ts'

const KEY = 'maguey.manager'
const ana = { user: { id: 'u1', email: 'ana@club.test' } } as Session

let tell: (event: string, session: Session | null) => void
let kept: string | null

const auth = {
  onAuthStateChange: (callback: typeof tell) => {
    tell = callback
    return { data: { subscription: { unsubscribe: () => {} } } }
  },
} as unknown as SessionAuth

function started() {
  const store = createSessionStore(auth, { getItem: () => kept }, KEY)
  store.start()
  return store
}

beforeEach(() => {
  vi.useFakeTimers()
  kept = null
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the session store', () => {
  it('takes up a kept session', () => {
    const store = started()
    expect(store.getState()).toEqual({ state: 'starting' })
    tell('INITIAL_SESSION', ana)
    expect(store.getState()).toEqual({ state: 'signed_in', userId: 'u1', email: 'ana@club.test' })
  })

  it('asks a newcomer to sign in, without claiming that a session ended', () => {
    const store = started()
    tell('INITIAL_SESSION', null)
    expect(store.getState()).toEqual({ state: 'signed_out', ended: false })
  })

  it('waits for the network when a kept session could not be renewed', () => {
    kept = '{}'
    const store = started()
    tell('INITIAL_SESSION', null)
    expect(store.getState()).toEqual({ state: 'waiting' })
    tell('TOKEN_REFRESHED', ana)
    expect(store.getState().state).toBe('signed_in')
  })

  it('does not leave a manager before a bare spinner while a session is renewed slowly', () => {
    kept = '{}'
    const store = started()
    vi.advanceTimersByTime(PATIENCE_MS - 1)
    expect(store.getState()).toEqual({ state: 'starting' })
    vi.advanceTimersByTime(1)
    expect(store.getState()).toEqual({ state: 'waiting' })
    tell('INITIAL_SESSION', ana)
    expect(store.getState().state).toBe('signed_in')
  })

  it('says that the session ended when nobody signed out', () => {
    const store = started()
    tell('INITIAL_SESSION', ana)
    tell('SIGNED_OUT', null)
    expect(store.getState()).toEqual({ state: 'signed_out', ended: true })
  })

  it('says nothing of an end when the manager left', () => {
    const store = started()
    tell('INITIAL_SESSION', ana)
    store.leaving()
    tell('SIGNED_OUT', null)
    expect(store.getState()).toEqual({ state: 'signed_out', ended: false })
  })

  it('keeps still when the token of the same person is renewed', () => {
    const store = started()
    tell('INITIAL_SESSION', ana)
    const before = store.getState()
    tell('TOKEN_REFRESHED', ana)
    expect(store.getState()).toBe(before)
  })
})
