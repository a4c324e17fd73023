// Sign-in first; everything behind it is loaded only by who is signed in.
import { BrowserRouter } from 'react-router'
import { SessionGate } from './session-gate.tsx'

export function App() {
  return (
    <BrowserRouter>
      <SessionGate />
    </BrowserRouter>
  )
}
