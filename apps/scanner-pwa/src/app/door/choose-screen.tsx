// The page between pairing and the first scan: which night, which gate.
import { m } from '#messages'
import { ChooseNight } from './choose-night.tsx'
import { useSnapshot } from './use-door.ts'
import { Wordmark } from './wordmark.tsx'

export function ChooseScreen() {
  const { credential } = useSnapshot()
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 pt-[max(2rem,env(safe-area-inset-top))] pb-10">
      <Wordmark />
      <p className="mt-10 text-agave">{m.pair_done({ name: credential?.deviceName ?? '' })}</p>
      <h1 className="mt-1 mb-6 font-bold text-3xl">{m.door_choose_title()}</h1>
      <ChooseNight />
    </main>
  )
}
