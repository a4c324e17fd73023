// Shows the sign-in, a wait for the network, or the pages, depending on the session.
import { Loading } from '@maguey/ui/loading.tsx'
import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { signIn } from '#features/sign-in/sign-in.ts'
import { m } from '#messages'
import { runtime } from './runtime.ts'
import { SignInScreen } from './sign-in-screen.tsx'
import { StateScreen } from './state-screen.tsx'

const OfficeGate = lazy(async () => ({
  default: (await import('./office-gate.tsx')).OfficeGate,
}))

export function SessionGate() {
  const { client, session } = runtime()
  const current = useStore(session)

  useEffect(() => session.start(), [session])

  switch (current.state) {
    case 'starting':
      return <Loading />
    case 'waiting':
      return <StateScreen body={m.unreachable_body()} title={m.unreachable_title()} waiting />
    case 'signed_out':
      return (
        <SignInScreen
          ended={current.ended}
          onSubmit={(email, password) => signIn(client.auth, email, password)}
        />
      )
    case 'signed_in':
      return (
        <Suspense fallback={<Loading />}>
          <OfficeGate email={current.email} key={current.userId} />
        </Suspense>
      )
  }
}
