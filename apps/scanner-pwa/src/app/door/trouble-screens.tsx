// The two states in which a phone must not be used at the door, and the way out of each.

import { Button } from '@maguey/ui/button.tsx'
import { DatabaseZap, type LucideIcon, PhoneOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { m } from '#messages'

type TroubleScreenProps = { icon: LucideIcon; title: string; body: string; children: ReactNode }

function TroubleScreen({ icon: Icon, title, body, children }: TroubleScreenProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-8 py-12">
      <div className="max-w-sm text-center">
        <Icon aria-hidden className="mx-auto size-14 text-verdict-amber" strokeWidth={1.5} />
        <h1 className="mt-5 font-bold text-3xl">{title}</h1>
        <p className="mt-3 text-ink-soft text-lg">{body}</p>
        <div className="mt-8">{children}</div>
      </div>
    </main>
  )
}

export function StorageBrokenScreen() {
  return (
    <TroubleScreen
      body={m.door_storage_broken_body()}
      icon={DatabaseZap}
      title={m.door_storage_broken_title()}
    >
      <Button onClick={() => location.reload()}>{m.common_retry()}</Button>
    </TroubleScreen>
  )
}

export function RevokedScreen() {
  const navigate = useNavigate()
  return (
    <TroubleScreen body={m.door_revoked_body()} icon={PhoneOff} title={m.door_revoked_title()}>
      <Button onClick={() => void navigate('/pair')}>{m.door_revoked_again()}</Button>
    </TroubleScreen>
  )
}
