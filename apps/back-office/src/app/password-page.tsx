// Before signing in: choosing a password with a link from a mail, or requesting such a link.

import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import * as v from 'valibot'
import { createAccountApi } from '#features/account/account-api.ts'
import { ChoosePassword, ForgotPassword } from '#features/account/password-screens.tsx'
import { signIn } from '#features/sign-in/sign-in.ts'
import { m } from '#messages'
import { LanguageSwitch } from './language-switch.tsx'
import { runtime } from './runtime.ts'

function useAccountApi() {
  const { client, api } = runtime()
  return useMemo(() => createAccountApi(client, api), [client, api])
}

export function PasswordPage() {
  const api = useAccountApi()
  const navigate = useNavigate()
  const { client } = runtime()
  // Moved from the address into the entry's state: nobody sees it over a shoulder, and a reload (another language) keeps it.
  const [token] = useState(() => {
    const found = location.hash.slice(1) || keptToken(history.state)
    history.replaceState({ token: found }, '', '/password')
    return found
  })
  async function enter(email: string, password: string): Promise<void> {
    await signIn(client.auth, email, password)
    await navigate('/')
  }
  return (
    <Frame lead={m.password_choose_lead()} title={m.password_choose()}>
      <ChoosePassword api={api} onChosen={enter} token={token} />
    </Frame>
  )
}

function keptToken(state: unknown): string {
  const kept = v.safeParse(v.object({ token: v.string() }), state)
  return kept.success ? kept.output.token : ''
}

export function ForgotPage() {
  return (
    <Frame lead={m.forgot_lead()} title={m.forgot_title()}>
      <ForgotPassword api={useAccountApi()} />
      <a className="inline-flex min-h-12 items-center underline underline-offset-4" href="/">
        {m.forgot_back()}
      </a>
    </Frame>
  )
}

type FrameProps = { title: string; lead: string; children: ReactNode }

function Frame({ title, lead, children }: FrameProps) {
  return (
    <main className="flex min-h-dvh flex-col px-5 py-4 sm:px-8">
      <title>{title}</title>
      <header className="flex justify-end">
        <LanguageSwitch />
      </header>
      <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 py-8">
        <ClubMark className="size-16" />
        <div>
          <h1 className="font-extrabold text-4xl">{title}</h1>
          <p className="mt-2 text-ink-soft text-lg">{lead}</p>
        </div>
        {children}
      </div>
    </main>
  )
}
