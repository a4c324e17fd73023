// Who is signed in on this device; survives reloads and notifies of changes.
//
//   starting ─▶ signed_in ◀─▶ signed_out
//      └─▶ waiting: a session is kept but couldn't be renewed yet without a network; becomes signed_in by itself
import type { Session, SupabaseClient } from '@supabase/supabase-js'
import { createStore, type StoreApi } from 'zustand/vanilla'

export type ManagerSession =
  | { state: 'starting' }
  | { state: 'waiting' }
  | { state: 'signed_in'; userId: string; email: string }
  /** `ended`: nobody pressed Sign out; the server no longer accepts the session. */
  | { state: 'signed_out'; ended: boolean }

/** supabase-js tries to renew a session for up to half a minute; nobody watches a bare spinner that long. */
export const PATIENCE_MS = 2_500

export type SessionAuth = Pick<SupabaseClient['auth'], 'onAuthStateChange'>

export type SessionStore = StoreApi<ManagerSession> & {
  start: () => () => void
  /** The user is signing out: what follows is not a session that "ended". */
  leaving: () => void
  /** The database rejected the token: treated like a session that ended. */
  expired: () => void
}

export function createSessionStore(
  auth: SessionAuth,
  storage: Pick<Storage, 'getItem'>,
  storageKey: string,
): SessionStore {
  const store = createStore<ManagerSession>(() => ({ state: 'starting' }))

  function onChange(event: string, session: Session | null): void {
    if (session) {
      const { id, email } = session.user
      const before = store.getState()
      // A renewed token is the same person: notifying again would restart every screen.
      if (before.state === 'signed_in' && before.userId === id) return
      store.setState({ state: 'signed_in', userId: id, email: email ?? '' }, true)
      return
    }
    if (event === 'INITIAL_SESSION' && storage.getItem(storageKey) !== null) {
      store.setState({ state: 'waiting' }, true)
      return
    }
    const wasInside = ['signed_in', 'waiting'].includes(store.getState().state)
    if (store.getState().state !== 'signed_out') {
      store.setState({ state: 'signed_out', ended: wasInside }, true)
    }
  }

  return {
    ...store,
    start: () => {
      const { data } = auth.onAuthStateChange(onChange)
      const patience = setTimeout(() => {
        const kept = storage.getItem(storageKey) !== null
        if (kept && store.getState().state === 'starting')
          store.setState({ state: 'waiting' }, true)
      }, PATIENCE_MS)
      return () => {
        clearTimeout(patience)
        data.subscription.unsubscribe()
      }
    },
    leaving: () => store.setState({ state: 'signed_out', ended: false }, true),
    expired: () => store.setState({ state: 'signed_out', ended: true }, true),
  }
}
