// Checking ages, wired to the door: what the house wants, the night's age, the venue's day, the house list, the acts.
import { useEffect, useState } from 'react'
import { dayAt } from '#features/age/check-licence.ts'
import { type Ages, useAges } from '#features/age/use-ages.ts'
import { sharedDecoder } from '#features/decode/shared-decoder.ts'
import type { Door } from './door.ts'
import { useSnapshot } from './use-door.ts'

export type DoorAges = {
  minAge: number
  licences: 'read' | 'unable' | 'off'
  ages: Ages
}

/** Null where the house wants no checks, or the night has no minimum age. */
export function useDoorAges(door: Door): DoorAges | null {
  const { event } = useSnapshot()
  const wanted = event?.idCheck ?? 'off'
  const minAge = event?.minAge ?? 0
  const able = useReadsLicences(wanted === 'licence')
  const ages = useAges({
    minAge,
    today: () => dayAt(door.time.read().nowMs, event?.timeZone ?? 'UTC'),
    bansLike: door.store.bansLike,
    record: async (payload) => {
      const facts = door.facts()
      if (!facts) return false
      const place = { eventId: facts.event.id, gateId: facts.gate.id, offline: facts.offline }
      return (await door.recordAct({ kind: 'age_check', payload }, place)).ok
    },
  })
  if (wanted === 'off' || minAge === 0) return null
  const licences = wanted === 'eye' ? 'off' : able ? 'read' : 'unable'
  return { minAge, licences, ages }
}

/** The engine for phones without WebAssembly reads tickets only. */
function useReadsLicences(wanted: boolean): boolean {
  const [able, setAble] = useState(true)
  useEffect(() => {
    if (!wanted) return
    // A decoder that can't be loaded says so on the camera.
    sharedDecoder().then(
      ({ engine }) => setAble(engine === 'zxing-wasm'),
      () => {},
    )
  }, [wanted])
  return able
}
