// One's own password, second factor, PIN for the door and sessions, and leaving the staff.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { may } from '@maguey/wire/actions'
import { callSql } from '@maguey/wire/call'
import { doorPin, removeDoorPin, setDoorPin } from '@maguey/wire/door-pin'
import { endOwnSession, leaveStaff, ownSessions } from '@maguey/wire/staff-managing'
import { useMemo, useState } from 'react'
import { createAccountApi } from '#features/account/account-api.ts'
import { DoorPin, type DoorPinApi } from '#features/account/door-pin.tsx'
import { OwnSessions, type SessionsApi } from '#features/account/own-sessions.tsx'
import { ChangePassword } from '#features/account/password-screens.tsx'
import { SecondFactor } from '#features/account/second-factor.tsx'
import { createSecondFactorApi } from '#features/account/second-factor-api.ts'
import { m } from '#messages'
import { PageHead } from '#shared/page/page-head.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function AccountPage() {
  const { client, api: ports } = runtime()
  const { me, email, onLeave, onSessionExpired } = useOffice()
  const api = useMemo(() => createAccountApi(client, ports), [client, ports])
  const secondFactor = useMemo(() => createSecondFactorApi(client.auth.mfa), [client])
  const { name: club } = useFace()
  const sessions = useMemo<SessionsApi>(
    () => ({
      list: () => callSql(client, ownSessions, undefined),
      end: (id) => callSql(client, endOwnSession, id),
    }),
    [client],
  )
  const pin = useMemo<DoorPinApi>(
    () => ({
      read: () => callSql(client, doorPin, undefined),
      set: (hash) => callSql(client, setDoorPin, hash),
      remove: () => callSql(client, removeDoorPin, undefined),
    }),
    [client],
  )
  return (
    <div className="flex flex-col gap-8">
      <PageHead lead={m.signed_in_as({ email })} title={m.account_title()} />
      <section aria-labelledby="own-password">
        <h2 className="mb-4 font-bold text-xl" id="own-password">
          {m.password_change()}
        </h2>
        <ChangePassword api={api} onChanged={onLeave} />
      </section>
      <SecondFactor api={secondFactor} club={club} />
      {may(me.role, 'overrule_door') && <DoorPin api={pin} onSessionExpired={onSessionExpired} />}
      <OwnSessions api={sessions} onSessionExpired={onSessionExpired} />
      <Leave onLeft={onLeave} />
    </div>
  )
}

function Leave({ onLeft }: { onLeft: () => void }) {
  const { client } = runtime()
  const [sure, setSure] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function leave(): Promise<void> {
    const answer = await callSql(client, leaveStaff, undefined)
    if (answer.ok) onLeft()
    else setProblem(failureWords(answer.failure))
  }
  return (
    <section aria-labelledby="leave" className="max-w-md">
      <h2 className="font-bold text-xl" id="leave">
        {m.account_leave()}
      </h2>
      <p className="mb-4 text-ink-soft">{m.account_leave_lead()}</p>
      {problem !== null && <Notice title={problem} tone="danger" />}
      <Button
        className="mt-2"
        look={sure ? 'danger' : 'secondary'}
        onClick={() => (sure ? hear(leave()) : setSure(true))}
      >
        {sure ? m.account_leave_sure() : m.account_leave()}
      </Button>
    </section>
  )
}
