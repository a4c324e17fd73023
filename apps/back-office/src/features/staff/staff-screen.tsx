// Staff: who works here in which role, who is invited, and who has left.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { Invitation, StaffMember } from '@maguey/wire/staff-managing'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { InviteSheet } from './invite-sheet.tsx'
import { roleName, roleOf, roleOptions } from './role-words.ts'
import type { StaffApi } from './staff-api.ts'

type StaffScreenProps = {
  /** Must be stable. */
  api: StaffApi
  onSessionExpired: () => void
}

export function StaffScreen({ api, onSessionExpired }: StaffScreenProps) {
  const { value: staff, failure, reload } = useAnswer(api.list, onSessionExpired)
  const [inviting, setInviting] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)

  async function act(action: () => Promise<Answer<unknown>>): Promise<void> {
    const answer = await action()
    setRefused(answer.ok ? null : answer.failure)
    await reload()
  }

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        action={
          <Button
            className="w-full @min-[36rem]:w-auto"
            icon={<Plus aria-hidden className="size-5" />}
            onClick={() => setInviting(true)}
          >
            {m.staff_invite()}
          </Button>
        }
        lead={m.staff_lead()}
        title={m.nav_staff()}
      />
      {refused && <Notice title={failureWords(refused)} tone="danger" />}
      {failure && <FailureNotice failure={failure} />}
      {staff === null && failure === null && <RowsSkeleton />}
      {staff && (
        <>
          <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
            {staff.members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                onChange={(change) => hear(act(() => api.change({ ...member, ...change })))}
                onResetFactor={() => hear(act(() => api.resetSecondFactor(member.id)))}
              />
            ))}
          </ul>
          <Invitations
            invitations={staff.invitations}
            onWithdraw={(id) => hear(act(() => api.withdraw(id)))}
          />
        </>
      )}
      {inviting && (
        <InviteSheet
          api={api}
          onClose={(invited) => {
            setInviting(false)
            if (invited) hear(reload())
          }}
        />
      )}
    </div>
  )
}

type MemberRowProps = {
  member: StaffMember
  onChange: (change: Partial<Pick<StaffMember, 'role' | 'active'>>) => void
  onResetFactor: () => void
}

function MemberRow({ member, onChange, onResetFactor }: MemberRowProps) {
  const { name, email, role, active, me } = member
  return (
    <li
      className={`flex flex-wrap items-end gap-4 rounded-card border border-line p-4 ${active ? 'bg-surface' : ''}`}
      data-testid="member"
    >
      <div className="min-w-0 flex-1 basis-48 self-center">
        <p className="break-words font-bold text-lg">
          {name} {me && <span className="font-normal text-ink-soft">{m.staff_you()}</span>}
        </p>
        <p className="break-all text-ink-soft text-sm">{email}</p>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        {active ? (
          <SelectField
            className="min-w-40"
            label={m.staff_role_of({ name })}
            name="role"
            onChange={(value) => onChange({ role: roleOf(value) })}
            options={roleOptions()}
            value={role}
          />
        ) : (
          <p className="self-center text-ink-soft">{m.staff_left({ role: roleName(role) })}</p>
        )}
        <Button
          aria-label={active ? m.staff_end_of({ name }) : m.staff_back_of({ name })}
          look="secondary"
          onClick={() => onChange({ active: !active })}
        >
          {active ? m.staff_end() : m.staff_back()}
        </Button>
        <SecondFactor member={member} onReset={onResetFactor} />
      </div>
    </li>
  )
}

/** One's own is removed on the account's page, by who still has it. */
function SecondFactor({ member, onReset }: { member: StaffMember; onReset: () => void }) {
  const [sure, setSure] = useState(false)
  const { name, second_factor, me } = member
  if (!second_factor || me) return null
  const press = () => {
    setSure(!sure)
    if (sure) onReset()
  }
  return (
    <Button
      aria-label={sure ? undefined : m.staff_factor_reset_of({ name })}
      look={sure ? 'danger' : 'secondary'}
      onClick={press}
    >
      {sure ? m.staff_factor_sure() : m.staff_factor_reset()}
    </Button>
  )
}

type InvitationsProps = { invitations: readonly Invitation[]; onWithdraw: (id: string) => void }

function Invitations({ invitations, onWithdraw }: InvitationsProps) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invited">
      <h2 className="mb-3 font-bold text-xl" id="invited">
        {m.staff_invited()}
      </h2>
      <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
        {invitations.map(({ id, name, email, role, sent_at, failed }) => (
          <li
            className="flex flex-wrap items-center gap-4 rounded-card border border-line border-dashed p-4"
            data-testid="invitation"
            key={id}
          >
            <div className="min-w-0 flex-1 basis-48">
              <p className="break-words font-bold">
                {name} · {roleName(role)}
              </p>
              <p className="break-all text-ink-soft text-sm">{email}</p>
              <p className="text-sm">
                {failed ? m.staff_mail_failed() : sent_at ? m.staff_mailed() : m.staff_mailing()}
              </p>
            </div>
            <Button
              aria-label={m.staff_withdraw_of({ name })}
              look="secondary"
              onClick={() => onWithdraw(id)}
            >
              {m.staff_withdraw()}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
