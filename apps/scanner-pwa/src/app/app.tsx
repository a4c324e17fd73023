// The routes: the door at /, pairing at /pair, and the manager's part at /manage, loaded only when asked for.
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { Loading } from '#shared/ui/loading.tsx'
import { DoorGate } from './door/door-gate.tsx'
import { PairScreen } from './door/pair-screen.tsx'

const ManageRoutes = lazy(async () => ({
  default: (await import('./manage/manage-routes.tsx')).ManageRoutes,
}))

export function App() {
  return (
    <BrowserRouter>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route element={<DoorGate />} path="/" />
          <Route element={<PairScreen />} path="/pair" />
          <Route element={<ManageRoutes />} path="/manage/*" />
          <Route element={<Navigate replace to="/" />} path="*" />
        </Routes>
      </Suspense>
    </BrowserRouter>
  )
}
