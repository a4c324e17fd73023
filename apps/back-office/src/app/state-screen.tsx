// A full page that says what is wrong and what to do about it: not staff, no network, no nights.

import { Rosette } from '@maguey/ui/brand/rosette.tsx'
import { LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'

type StateScreenProps = {
  title: string
  body: string
  /** Something is still in progress. */
  waiting?: boolean
  children?: ReactNode
}

export function StateScreen({ title, body, waiting = false, children }: StateScreenProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-5 py-8">
      {waiting ? (
        <LoaderCircle aria-hidden className="size-12 animate-spin text-agave" />
      ) : (
        <Rosette className="size-16 text-agave" />
      )}
      <div role="status">
        <h1 className="font-extrabold text-4xl">{title}</h1>
        <p className="mt-3 text-ink-soft text-lg">{body}</p>
      </div>
      {children !== undefined && <div className="flex flex-col gap-3">{children}</div>}
    </main>
  )
}
