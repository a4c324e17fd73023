// The page around the sign-in form: who we are, what is behind it, and the way back to the door.
import { ArrowLeft } from 'lucide-react'
import { Link } from 'react-router'
import type { SignInProblem } from '#features/manage-signin/sign-in.ts'
import { SignInForm } from '#features/manage-signin/sign-in-form.tsx'
import { m } from '#messages'
import { LanguageSwitch } from './language-switch.tsx'
import { Rosette } from './rosette.tsx'

type SignInScreenProps = {
  ended: boolean
  onSubmit: (email: string, password: string) => Promise<SignInProblem | null>
}

export function SignInScreen({ ended, onSubmit }: SignInScreenProps) {
  return (
    <main className="relative flex min-h-dvh flex-col overflow-hidden px-5 py-4 sm:px-8">
      <title>{m.manage_signin_title()}</title>
      <Rosette className="pointer-events-none absolute -top-40 -right-40 size-[30rem] text-agave-wash sm:size-[44rem]" />
      <header className="relative flex items-center justify-between">
        <Link
          className="-ml-2 inline-flex min-h-12 items-center gap-2 rounded-control px-2 font-semibold"
          to="/"
        >
          <ArrowLeft aria-hidden className="size-5" />
          {m.manage_signin_door()}
        </Link>
        <LanguageSwitch />
      </header>
      <div className="relative mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-8 py-8">
        <div>
          <Rosette className="mb-6 size-16 text-agave" />
          <h1 className="font-extrabold text-5xl">{m.manage_signin_title()}</h1>
          <p className="mt-2 text-ink-soft text-lg">{m.manage_signin_lead()}</p>
        </div>
        <SignInForm ended={ended} onSubmit={onSubmit} />
      </div>
    </main>
  )
}
