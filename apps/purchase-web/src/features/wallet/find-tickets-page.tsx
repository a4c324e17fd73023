// Find my tickets: a mail with their links goes to the address that they were bought with. The page never says whether it is known.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, isNoAnswer, isRefusal } from '@maguey/wire/failure'
import { CircleAlert, MailCheck } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { requestTickets } from '#shared/api/find-tickets-api.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { surelyUnsent } from './surely-unsent.ts'

export function FindTicketsPage() {
  const { name: clubName } = useFace()
  const [email, setEmail] = useState('')
  const [asking, setAsking] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [problem, setProblem] = useState<Failure | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const malformed = problem !== null && isRefusal(problem, 'invalid_email')

  const ask = async () => {
    setAsking(true)
    const answer = await requestTickets({ email, locale: getLocale() })
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    // An older "sent" beside a failure would contradict it.
    setSentTo(answer.ok ? email.trim() : null)
    if (!answer.ok) field.current?.focus()
  }
  const submit = (sent: FormEvent) => {
    sent.preventDefault()
    if (!asking) hear(ask())
  }

  return (
    <div className="mx-auto max-w-xl px-4 py-6 sm:py-10">
      <PageTitle>{`${m.find_title()} · ${clubName}`}</PageTitle>
      <h1 className="text-5xl">{m.find_title()}</h1>
      <p className="my-5 text-lg text-ink-soft">{m.find_body()}</p>
      {sentTo === null ? null : (
        <div className="mb-6">
          <Notice icon={MailCheck} title={m.find_sent_title()} role="status" testId="find-sent">
            <p>{m.find_sent_body({ email: sentTo })}</p>
          </Notice>
        </div>
      )}
      <form onSubmit={submit} noValidate>
        <label htmlFor="find-email" className="font-semibold">
          {m.email()}
        </label>
        <input
          ref={field}
          id="find-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          value={email}
          aria-invalid={malformed}
          aria-describedby={malformed ? 'find-email-wrong' : undefined}
          onChange={(changed) => setEmail(changed.target.value)}
          className="mt-1.5 block min-h-13 w-full rounded-control border border-line-strong bg-surface px-4 text-lg aria-invalid:border-error"
        />
        {malformed ? (
          <p id="find-email-wrong" className="mt-2 flex items-center gap-2 font-medium text-error">
            <CircleAlert aria-hidden className="size-5 shrink-0" />
            {m.email_malformed()}
          </p>
        ) : null}
        <button
          type="submit"
          disabled={asking}
          className={`${buttonStyle.primary} mt-4 w-full sm:w-auto`}
        >
          {asking ? m.find_sending() : sentTo === null ? m.find_send() : m.find_again()}
        </button>
      </form>
      <div className="mt-6">{problem && !malformed ? <Unsent problem={problem} /> : null}</div>
      <p className="mt-6 text-ink-soft">
        {m.find_help()}{' '}
        <Link to="/club" className="underline">
          {m.club_link()}
        </Link>
      </p>
    </div>
  )
}

/** Nothing is sent by itself once the network is back, so it isn't promised either. */
const Unsent = ({ problem }: { problem: Failure }) => (
  <ProblemNotice
    problem={isNoAnswer(problem) ? { kind: 'unreachable' } : problem}
    safe={surelyUnsent(problem) ? m.find_unsent() : m.find_unsure()}
  />
)
