// The page around the sign-in form: who we are, what is behind it, and the link back to the scanner.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'
import { Rosette } from '@maguey/ui/brand/rosette.tsx'
import { ArrowLeft } from 'lucide-react'
import { Link } from 'react-router'
import type { SignInProblem } from '#features/sign-in/sign-in.ts'
import { SignInForm } from '#features/sign-in/sign-in-form.tsx'
import { m } from '#messages'
import { LanguageSwitch } from './language-switch.tsx'
import { runtime } from './runtime.ts'

type SignInScreenProps = {
  ended: boolean
  onSubmit: (email: string, password: string) => Promise<SignInProblem | null>
}

export function SignInScreen({ ended, onSubmit }: SignInScreenProps) {
  const { name } = useFace()
  return (
    <main className="relative flex min-h-dvh flex-col overflow-hidden px-5 py-4 sm:px-8">
      <title>{m.signin_title()}</title>
      <Rosette className="pointer-events-none absolute -top-40 -right-40 size-[30rem] text-agave-wash sm:size-[44rem]" />
      <header className="relative flex items-center justify-between">
        <a
          className="-ml-2 inline-flex min-h-12 items-center gap-2 rounded-control px-2 font-semibold"
          href={runtime().scannerUrl}
        >
          <ArrowLeft aria-hidden className="size-5" />
          {m.signin_door()}
        </a>
        <LanguageSwitch />
      </header>
      <div className="relative mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-8 py-8">
        <div>
          <ClubMark className="mb-6 size-16" />
          <p className="break-words font-bold font-display text-xl">{name}</p>
          <h1 className="font-extrabold text-5xl">{m.signin_title()}</h1>
          <p className="mt-2 text-ink-soft text-lg">{m.signin_lead()}</p>
        </div>
        <SignInForm ended={ended} onSubmit={onSubmit} />
        <Link
          className="inline-flex min-h-12 items-center self-start underline underline-offset-4"
          to="/forgot"
        >
          {m.forgot_title()}
        </Link>
      </div>
    </main>
  )
}
