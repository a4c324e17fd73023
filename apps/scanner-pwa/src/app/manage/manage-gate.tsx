// Between signing in and the pages: loads the nights, and says so when there are none or they may not be seen.
import { useCallback } from 'react'
import { loadManagerEvents } from '#features/manage/manager-events.ts'
import { useManagerEvents } from '#features/manage/use-manager-events.ts'
import { signOut } from '#features/manage-signin/sign-in.ts'
import { m } from '#messages'
import type { RpcFailure } from '#shared/rpc/call-rpc.ts'
import { Button } from '#shared/ui/button.tsx'
import { Loading } from '#shared/ui/loading.tsx'
import { ManageShell } from './manage-shell.tsx'
import { MANAGER_STORAGE_KEY, managerRuntime } from './manager-runtime.ts'
import { StateScreen } from './state-screen.tsx'

export function ManageGate({ email }: { email: string }) {
  const { client, session } = managerRuntime()
  const load = useCallback(() => loadManagerEvents(client), [client])
  const loaded = useManagerEvents(load)

  const leave = useCallback(() => {
    session.leaving()
    void signOut(client.auth, localStorage, MANAGER_STORAGE_KEY)
  }, [client, session])

  switch (loaded.state) {
    case 'loading':
      return <Loading />
    case 'failed':
      return (
        <GateFailure
          email={email}
          failure={loaded.failure}
          onLeave={leave}
          onRetry={loaded.retry}
        />
      )
    case 'ready': {
      const [first, ...more] = loaded.events
      if (!first) return <NoNights onLeave={leave} onRetry={loaded.retry} />
      return <ManageShell email={email} events={[first, ...more]} onLeave={leave} />
    }
  }
}

type GateFailureProps = {
  email: string
  failure: RpcFailure
  onLeave: () => void
  onRetry: () => void
}

function GateFailure({ email, failure, onLeave, onRetry }: GateFailureProps) {
  const leave = (
    <Button look="secondary" onClick={onLeave}>
      {m.manage_sign_out()}
    </Button>
  )
  switch (failure.kind) {
    case 'refused':
      return (
        <StateScreen body={m.manage_not_staff_body({ email })} title={m.manage_not_staff_title()}>
          {leave}
        </StateScreen>
      )
    case 'signed_out':
      return (
        <StateScreen body={m.manage_signin_ended_body()} title={m.manage_signin_ended_title()}>
          <Button onClick={onLeave}>{m.manage_signin_submit()}</Button>
        </StateScreen>
      )
    case 'unreachable':
      return (
        <StateScreen
          body={m.manage_unreachable_body()}
          title={m.manage_unreachable_title()}
          waiting
        >
          <Button onClick={onRetry}>{m.common_retry()}</Button>
          {leave}
        </StateScreen>
      )
    case 'unexpected':
      return (
        <StateScreen body={m.manage_unexpected_body()} title={m.manage_unexpected_title()}>
          <Button onClick={() => location.reload()}>{m.manage_reload()}</Button>
          {leave}
        </StateScreen>
      )
  }
}

function NoNights({ onLeave, onRetry }: { onLeave: () => void; onRetry: () => void }) {
  return (
    <StateScreen body={m.manage_events_empty_body()} title={m.manage_events_empty_title()}>
      <Button onClick={onRetry}>{m.common_retry()}</Button>
      <Button look="secondary" onClick={onLeave}>
        {m.manage_sign_out()}
      </Button>
    </StateScreen>
  )
}
