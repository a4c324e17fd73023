// Settings: the club's branding and rules, each part saved on its own, and the remaining first steps.

import type { ClubSettings } from '@maguey/wire/club'
import { m } from '#messages'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import type { ClubApi } from './club-api.ts'
import { FacePart } from './face-part.tsx'
import { FirstStepsCard } from './first-steps-card.tsx'
import { HabitsPart } from './habits-part.tsx'
import { IdCheckPart } from './id-check-part.tsx'
import { TextPart } from './text-part.tsx'

type ClubScreenProps = {
  /** Must be stable. */
  api: ClubApi
  /** Called with every answer, so that the app can apply it. */
  onChanged: (settings: ClubSettings) => void
  onSessionExpired: () => void
}

export function ClubScreen({ api, onChanged, onSessionExpired }: ClubScreenProps) {
  const { value: settings, failure, set } = useAnswer(api.read, onSessionExpired)
  const taken = (next: ClubSettings) => {
    set(next)
    onChanged(next)
  }
  const part = { api, onSaved: taken }
  return (
    <div className="flex flex-col gap-6">
      <PageHead lead={m.club_lead()} title={m.nav_settings()} />
      {settings === null && (failure ? <FailureNotice failure={failure} /> : <RowsSkeleton />)}
      {settings && (
        <>
          <FirstStepsCard key={String(settings.named)} load={api.steps} />
          <FacePart {...part} settings={settings} />
          <HabitsPart {...part} settings={settings} />
          <IdCheckPart {...part} settings={settings} />
          <TextPart
            {...part}
            fields={[
              { key: 'address', label: m.club_address(), maxLength: 300 },
              { key: 'contact_email', label: m.club_contact_email(), type: 'email' },
              { key: 'contact_phone', label: m.club_contact_phone(), type: 'tel', maxLength: 40 },
            ]}
            lead={m.club_contact_lead()}
            settings={settings}
            title={m.club_contact()}
          />
          <TextPart
            {...part}
            fields={[
              { key: 'sender_name', label: m.club_sender(), hint: m.club_sender_hint() },
              { key: 'reply_to', label: m.club_reply_to(), type: 'email' },
            ]}
            lead={m.club_mail_lead()}
            settings={settings}
            title={m.club_mail()}
          />
          <TextPart
            {...part}
            fields={[
              { key: 'tax_name', label: m.club_tax_name(), hint: m.club_tax_name_hint() },
              { key: 'tax_percent', label: m.club_tax_percent(), inputMode: 'decimal' },
              {
                key: 'retention_days',
                label: m.club_retention(),
                hint: m.club_retention_hint(),
                inputMode: 'numeric',
              },
              {
                key: 'offer_minutes',
                label: m.club_offer(),
                hint: m.club_offer_hint(),
                inputMode: 'numeric',
              },
            ]}
            lead={m.club_rules_lead()}
            settings={settings}
            title={m.club_rules()}
          />
          <TextPart
            {...part}
            fields={[
              { key: 'terms', label: m.club_terms(), long: true },
              { key: 'privacy_policy', label: m.club_privacy(), long: true },
              { key: 'refund_policy', label: m.club_refunds(), long: true },
            ]}
            lead={m.club_policies_lead()}
            settings={settings}
            title={m.club_policies()}
          />
        </>
      )}
    </div>
  )
}
