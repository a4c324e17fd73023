// Who the club is, how to reach it, and what it promises: read before paying, and found again afterwards.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { type ClubFace, readClub } from '@maguey/wire/club'
import { callApi } from '@maguey/wire/endpoint'
import { m } from '#messages'
import { apiPorts } from '#shared/api/ports.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'

const source = createSource<ClubFace>({
  ask: (signal) => callApi(apiPorts, readClub, { signal }),
  againInMs: () => false,
})

export function ClubPage() {
  const { data: club, failure } = useSource(source)
  return (
    <div className="mx-auto max-w-2xl px-4 py-8">
      <PageTitle>{m.club_page_title({ club: club?.name ?? '' })}</PageTitle>
      <h1 className="mb-6 text-5xl leading-[0.92]">{club?.name ?? m.club_link()}</h1>
      {club || failure ? null : <p aria-live="polite">{m.loading()}</p>}
      {failure && !club ? (
        <ProblemNotice
          problem={failure}
          actions={
            <button
              type="button"
              className={buttonStyle.primary}
              onClick={() => hear(source.ask())}
            >
              {m.try_again()}
            </button>
          }
        />
      ) : null}
      {club ? <Club club={club} /> : null}
    </div>
  )
}

function Club({ club }: { club: ClubFace }) {
  const { address, contact_email: email, contact_phone: phone } = club
  return (
    <div className="space-y-8">
      {address || email || phone ? (
        <section aria-labelledby="contact">
          <h2 id="contact" className="mb-2 text-2xl">
            {m.club_contact()}
          </h2>
          {address ? <p className="whitespace-pre-line">{address}</p> : null}
          {email ? <ContactLink href={`mailto:${email}`} text={email} /> : null}
          {phone ? (
            <ContactLink href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} text={phone} />
          ) : null}
        </section>
      ) : null}
      <Text id="refunds" title={m.club_refunds()} text={club.refund_policy} />
      <Text id="terms" title={m.club_terms()} text={club.terms} />
      <Text id="privacy" title={m.club_privacy()} text={club.privacy_policy} />
    </div>
  )
}

function ContactLink({ href, text }: { href: string; text: string }) {
  return (
    <p>
      <a
        className="inline-flex min-h-11 items-center break-all font-semibold underline"
        href={href}
      >
        {text}
      </a>
    </p>
  )
}

function Text({ id, title, text }: { id: string; title: string; text: string }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 text-2xl">
        {title}
      </h2>
      <p className={text ? 'whitespace-pre-line' : 'text-ink-soft'}>{text || m.club_says_none()}</p>
    </section>
  )
}
