// The routes: the door at /, and pairing at /pair, which is loaded on demand.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { FailureNotice } from '@maguey/ui/failure-notice.tsx'
import { Loading } from '@maguey/ui/loading.tsx'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, useLocation } from 'react-router'
import { DoorGate } from './door/door-gate.tsx'

const PairScreen = lazy(async () => ({
  default: (await import('./door/pair-screen.tsx')).PairScreen,
}))

/** Two addresses don't need the router's matching. */
function ScreenOfAddress() {
  const path = useLocation().pathname.replace(/(?<=.)\/+$/, '')
  if (path === '/') return <DoorGate />
  return path === '/pair' ? <PairScreen /> : <Navigate replace to="/" />
}

export function App() {
  useFace()
  return (
    <BrowserRouter>
      <FailureNotice />
      <Suspense fallback={<Loading />}>
        <ScreenOfAddress />
      </Suspense>
    </BrowserRouter>
  )
}
