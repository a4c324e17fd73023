// /manage/*: sign-in first, then the night that is looked at, then its Live and Phones pages.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { signIn } from '#features/manage-signin/sign-in.ts'
import { m } from '#messages'
import { Loading } from '#shared/ui/loading.tsx'
import { ManageGate } from './manage-gate.tsx'
import { managerRuntime } from './manager-runtime.ts'
import { SignInScreen } from './sign-in-screen.tsx'
import { StateScreen } from './state-screen.tsx'

export function ManageRoutes() {
  const { client, session } = managerRuntime()
  const current = useStore(session)

  useEffect(() => session.start(), [session])

  switch (current.state) {
    case 'starting':
      return <Loading />
    case 'waiting':
      return (
        <StateScreen
          body={m.manage_unreachable_body()}
          title={m.manage_unreachable_title()}
          waiting
        />
      )
    case 'signed_out':
      return (
        <SignInScreen
          ended={current.ended}
          onSubmit={(email, password) => signIn(client.auth, email, password)}
        />
      )
    case 'signed_in':
      return <ManageGate email={current.email} key={current.userId} />
  }
}
