// Pairing: scanning the manager's QR with this phone's camera, typing eight characters, or opening a link.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { LanguageSwitch } from '@maguey/ui/language-switch.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { Camera } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { PairForm } from '#features/pair/pair-form.tsx'
import { pairingCodeFrom } from '#features/pair/pairing-code.ts'
import { usePairing } from '#features/pair/use-pairing.ts'
import { m } from '#messages'
import { allLocales, currentLocale, switchLocale } from '#shared/locale.ts'
import { theDoor } from './door.ts'
import { PairCamera } from './pair-camera.tsx'
import { useSnapshot } from './use-door.ts'
import { Wordmark } from './wordmark.tsx'

export function PairScreen() {
  const door = theDoor()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const { credential } = useSnapshot()
  const [looking, setLooking] = useState(false)
  const toDoor = useCallback(
    () => hear(door.recover().then(() => navigate('/', { replace: true }))),
    [door, navigate],
  )
  const [paired, setPaired] = useState(false)
  const notePairing = useCallback(() => setPaired(true), [])
  const { busy, problem, pair, refuseText, clearProblem } = usePairing(
    door.db,
    door.config.apiUrl,
    notePairing,
  )
  // The door opens only once the screens know of the new sign-in, or it would send us back here.
  const known = credential !== undefined
  useEffect(() => {
    if (paired && known) toDoor()
  }, [paired, known, toDoor])

  useEffect(() => {
    const code = pairingCodeFrom(hash)
    if (code === null) return
    // Removed from the address bar and the history: a used code would only fail later.
    history.replaceState(history.state, '', '/pair')
    pair(code)
  }, [hash, pair])

  const readText = (text: string) => {
    const code = pairingCodeFrom(text)
    if (code === null) return refuseText()
    setLooking(false)
    pair(code)
  }

  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 pt-[max(2rem,env(safe-area-inset-top))] pb-8">
      <div className="flex items-center justify-between">
        <Wordmark />
        <LanguageSwitch current={currentLocale()} locales={allLocales} onChoose={switchLocale} />
      </div>
      <h1 className="mt-10 font-bold text-4xl">{m.pair_title()}</h1>
      <p className="mt-3 mb-6 text-ink-soft text-lg">{m.pair_lead()}</p>
      {credential && <AlreadyPaired name={credential.deviceName} onGo={toDoor} />}
      {looking ? (
        <PairCamera onText={readText} />
      ) : (
        <Button
          className="min-h-16 text-lg"
          disabled={busy}
          icon={<Camera aria-hidden className="size-6" />}
          onClick={() => setLooking(true)}
        >
          {m.pair_open_camera()}
        </Button>
      )}
      <div className="mt-8">
        <PairForm busy={busy} onCode={pair} onEdit={clearProblem} problem={problem} />
      </div>
      <a
        className="mt-auto flex min-h-12 items-center justify-center pt-8 font-semibold text-agave underline-offset-4 hover:underline"
        href={door.config.backOfficeUrl}
      >
        {m.pair_manager()}
      </a>
    </main>
  )
}

function AlreadyPaired({ name, onGo }: { name: string; onGo: () => void }) {
  return (
    <div className="mb-6">
      <Notice title={m.pair_already({ name })}>
        <Button className="mt-2" look="secondary" onClick={onGo}>
          {m.pair_to_door()}
        </Button>
      </Notice>
    </div>
  )
}
