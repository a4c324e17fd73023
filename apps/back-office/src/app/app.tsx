// Sign-in first; everything behind it is loaded only once somebody is signed in.
import { useFace } from '@maguey/ui/brand/club-face.ts'
import { FailureNotice } from '@maguey/ui/failure-notice.tsx'
import { Loading } from '@maguey/ui/loading.tsx'
import { lazy, Suspense } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { SessionGate } from './session-gate.tsx'

const PasswordPage = lazy(async () => ({
  default: (await import('./password-page.tsx')).PasswordPage,
}))
const ForgotPage = lazy(async () => ({
  default: (await import('./password-page.tsx')).ForgotPage,
}))

export function App() {
  useFace()
  return (
    <BrowserRouter>
      <FailureNotice />
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route element={<PasswordPage />} path="/password" />
          <Route element={<ForgotPage />} path="/forgot" />
          <Route element={<SessionGate />} path="*" />
        </Routes>
      </Suspense>
    </BrowserRouter>
  )
}
