// Between signing in and the pages: loads who this is and their nights; says so if the account isn't staff.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Loading } from '@maguey/ui/loading.tsx'
import { callSql } from '@maguey/wire/call'
import { type Answer, type Failure, isRefusal } from '@maguey/wire/failure'
import { managerEvents } from '@maguey/wire/manager-events'
import { whoAmI } from '@maguey/wire/staff'
import type { SupabaseClient } from '@supabase/supabase-js'
import { useCallback, useMemo } from 'react'
import { CodeStep } from '#features/account/code-step.tsx'
import { createSecondFactorApi } from '#features/account/second-factor-api.ts'
import { signOut } from '#features/sign-in/sign-in.ts'
import { m } from '#messages'
import { type Office, OfficeContext } from './office.ts'
import { runtime, SESSION_KEY } from './runtime.ts'
import { Shell } from './shell.tsx'
import { StateScreen } from './state-screen.tsx'
import { useBadges } from './use-badges.ts'
import { useChosenNight } from './use-chosen-night.ts'
import { type Opening, useOpening } from './use-opening.ts'

async function open(client: SupabaseClient): Promise<Answer<Opening>> {
  const me = await callSql(client, whoAmI, undefined)
  if (!me.ok) return me
  const nights = await callSql(client, managerEvents, undefined)
  return nights.ok ? { ok: true, value: { me: me.value, nights: nights.value } } : nights
}

export function OfficeGate({ email }: { email: string }) {
  const { client, session } = runtime()
  const load = useCallback(() => open(client), [client])
  const loaded = useOpening(load)

  const leave = useCallback(() => {
    session.leaving()
    hear(signOut(client.auth, localStorage, SESSION_KEY))
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
          onRetry={loaded.reload}
        />
      )
    case 'ready':
      return (
        <OpenOffice
          email={email}
          onLeave={leave}
          opening={loaded.opening}
          reloadNights={loaded.reload}
        />
      )
  }
}

type OpenOfficeProps = {
  opening: Opening
  email: string
  reloadNights: () => void
  onLeave: () => void
}

function OpenOffice({ opening, email, reloadNights, onLeave }: OpenOfficeProps) {
  const { client, session } = runtime()
  const { me, nights } = opening
  const { night, chooseNight } = useChosenNight(nights)
  const { badges, refreshBadges } = useBadges(client, me.role)
  const onSessionExpired = useCallback(() => session.expired(), [session])
  const office = useMemo<Office>(
    () => ({
      me,
      email,
      nights,
      night,
      chooseNight,
      reloadNights,
      badges,
      refreshBadges,
      onSessionExpired,
      onLeave,
    }),
    [
      me,
      email,
      nights,
      night,
      chooseNight,
      reloadNights,
      badges,
      refreshBadges,
      onSessionExpired,
      onLeave,
    ],
  )
  return (
    <OfficeContext value={office}>
      <Shell />
    </OfficeContext>
  )
}

type GateFailureProps = {
  email: string
  failure: Failure
  onLeave: () => void
  onRetry: () => void
}

function GateFailure({ email, failure, onLeave, onRetry }: GateFailureProps) {
  const { client } = runtime()
  const factor = useMemo(() => createSecondFactorApi(client.auth.mfa), [client])
  const leave = (
    <Button look="secondary" onClick={onLeave}>
      {m.sign_out()}
    </Button>
  )
  switch (failure.kind) {
    case 'refused':
    case 'forbidden':
      if (isRefusal(failure, 'second_factor_needed')) {
        return <CodeStep api={factor} onLeave={onLeave} onProved={onRetry} />
      }
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
