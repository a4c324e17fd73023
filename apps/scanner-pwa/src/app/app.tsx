// The routes: the door at /, and, loaded only when asked for, pairing at /pair and the manager's part at /manage.
import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { Loading } from '#shared/ui/loading.tsx'
import { DoorGate } from './door/door-gate.tsx'

const PairScreen = lazy(async () => ({
  default: (await import('./door/pair-screen.tsx')).PairScreen,
}))
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
