// Between signing in and the pages: loads the nights, and says so when there are none or they may not be seen.

import { Button } from '@maguey/ui/button.tsx'
import { Loading } from '@maguey/ui/loading.tsx'
import { callSql } from '@maguey/wire/call'
import type { Failure } from '@maguey/wire/failure'
import { managerEvents } from '@maguey/wire/manager-events'
import { useCallback } from 'react'
import { useManagerEvents } from '#features/nights/use-manager-events.ts'
import { signOut } from '#features/sign-in/sign-in.ts'
import { m } from '#messages'
import { runtime, SESSION_KEY } from './runtime.ts'
import { Shell } from './shell.tsx'
import { StateScreen } from './state-screen.tsx'

export function NightsGate({ email }: { email: string }) {
  const { client, session } = runtime()
  const load = useCallback(() => callSql(client, managerEvents, undefined), [client])
  const loaded = useManagerEvents(load)

  const leave = useCallback(() => {
    session.leaving()
    void signOut(client.auth, localStorage, SESSION_KEY)
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
      return <Shell email={email} events={[first, ...more]} onLeave={leave} />
    }
  }
}

type GateFailureProps = {
  email: string
  failure: Failure
  onLeave: () => void
  onRetry: () => void
}

function GateFailure({ email, failure, onLeave, onRetry }: GateFailureProps) {
  const leave = (
    <Button look="secondary" onClick={onLeave}>
      {m.sign_out()}
    </Button>
  )
  switch (failure.kind) {
    case 'refused':
    case 'forbidden':
      return (
        <StateScreen body={m.not_staff_body({ email })} title={m.not_staff_title()}>
          {leave}
        </StateScreen>
      )
    case 'signed_out':
      return (
        <StateScreen body={m.signin_ended_body()} title={m.signin_ended_title()}>
          <Button onClick={onLeave}>{m.signin_submit()}</Button>
        </StateScreen>
      )
    case 'offline':
    case 'unreachable':
      return (
        <StateScreen body={m.unreachable_body()} title={m.unreachable_title()} waiting>
          <Button onClick={onRetry}>{m.retry()}</Button>
          {leave}
        </StateScreen>
      )
    case 'busy':
    case 'server_error':
      return (
        <StateScreen body={m.server_trouble_body()} title={m.server_trouble_title()} waiting>
          <Button onClick={onRetry}>{m.retry()}</Button>
          {leave}
        </StateScreen>
      )
    case 'malformed':
      return (
        <StateScreen body={m.unexpected_body()} title={m.unexpected_title()}>
          <Button onClick={() => location.reload()}>{m.reload()}</Button>
          {leave}
        </StateScreen>
      )
  }
}

function NoNights({ onLeave, onRetry }: { onLeave: () => void; onRetry: () => void }) {
  return (
    <StateScreen body={m.events_empty_body()} title={m.events_empty_title()}>
      <Button onClick={onRetry}>{m.retry()}</Button>
      <Button look="secondary" onClick={onLeave}>
        {m.sign_out()}
      </Button>
    </StateScreen>
  )
}
