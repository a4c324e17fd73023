// Sign-in first; everything behind it is loaded only by who is signed in.
import { FailureNotice } from '@maguey/ui/failure-notice.tsx'
import { BrowserRouter } from 'react-router'
import { SessionGate } from './session-gate.tsx'

export function App() {
  return (
    <BrowserRouter>
      <FailureNotice />
      <SessionGate />
    </BrowserRouter>
  )
}
