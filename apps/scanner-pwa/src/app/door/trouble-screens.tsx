// The states in which a phone must not be used at the door, and the way out of each.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { AppWindow, DatabaseZap, type LucideIcon, PhoneOff, Unlink } from 'lucide-react'
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

/** The browser, or somebody in its settings, has cleared this phone's data. */
export function StorageLostScreen() {
  const navigate = useNavigate()
  return (
    <TroubleScreen body={m.door_lost_body()} icon={Unlink} title={m.door_lost_title()}>
      <Button onClick={() => hear(navigate('/pair'))}>{m.door_lost_pair()}</Button>
    </TroubleScreen>
  )
}

export function ElsewhereScreen({ onTakeOver }: { onTakeOver: () => void }) {
  return (
    <TroubleScreen body={m.door_elsewhere_body()} icon={AppWindow} title={m.door_elsewhere_title()}>
      <Button onClick={onTakeOver}>{m.door_elsewhere_take()}</Button>
    </TroubleScreen>
  )
}

export function RevokedScreen() {
  const navigate = useNavigate()
  return (
    <TroubleScreen body={m.door_revoked_body()} icon={PhoneOff} title={m.door_revoked_title()}>
      <Button onClick={() => hear(navigate('/pair'))}>{m.door_revoked_again()}</Button>
    </TroubleScreen>
  )
}
