// The routes: the door at /, and, loaded only when asked for, pairing at /pair.

import { Loading } from '@maguey/ui/loading.tsx'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { DoorGate } from './door/door-gate.tsx'

const PairScreen = lazy(async () => ({
  default: (await import('./door/pair-screen.tsx')).PairScreen,
}))

export function App() {
  return (
    <BrowserRouter>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route element={<DoorGate />} path="/" />
          <Route element={<PairScreen />} path="/pair" />
          <Route element={<Navigate replace to="/" />} path="*" />
        </Routes>
      </Suspense>
    </BrowserRouter>
  )
}
