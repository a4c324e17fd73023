// React hooks over the door's stores.

import { keepScreenOn } from '@maguey/ui/device/wake-lock.ts'
import { hear } from '@maguey/ui/hear.ts'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { listenForWedge } from '#features/scan/wedge-input.ts'
import { askForPersistence } from '#shared/platform/persistent-storage.ts'
import type { TimeReading } from '#shared/server-time.ts'
import { type Door, theDoor } from './door.ts'
import type { DoorSnapshot } from './door-snapshot.ts'

export const useSnapshot = (): DoorSnapshot => useStore(theDoor().snapshot)

/** After the camera is up, before the first guest is read. */
const OPEN_SOUND_AFTER_MS = 800

/** While the door is on the screen: hand scanner, wake lock, and sound unlocked by the first touch. */
export function useDoorDuty(door: Door): void {
  useEffect(() => listenForWedge((text) => hear(door.submit(text))), [door])
  useEffect(keepScreenOn, [])
  useEffect(() => {
    const unlock = () => door.feedback.unlock()
    const cancelEarly = door.clock.after(OPEN_SOUND_AFTER_MS, unlock)
    window.addEventListener('pointerdown', unlock)
    window.addEventListener('keydown', unlock, { once: true })
    return () => {
      cancelEarly()
      window.removeEventListener('pointerdown', unlock)
      window.removeEventListener('keydown', unlock)
    }
  }, [door])
}

/** Runs sync for the paired phone; a new pairing restarts it. */
export function useSync(door: Door, deviceId: string | undefined, begin: boolean): void {
  const active = deviceId !== undefined && begin
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pairing needs a new sync
  useEffect(() => (active ? door.sync.start() : undefined), [door, active, deviceId])
}

/** `persistent`: null until known, or if the browser doesn't say. */
export function usePersistence(): { persistent: boolean | null; ask: () => void } {
  const [persistent, setPersistent] = useState<boolean | null>(null)
  const ask = useCallback(() => hear(askForPersistence().then(setPersistent)), [])
  useEffect(ask, [ask])
  return { persistent, ask }
}

/** The server's time as this phone knows it, updated every second. */
export function useTime(door: Door): TimeReading {
  const [reading, setReading] = useState(() => door.time.read())
  useEffect(() => {
    const timer = setInterval(() => setReading(door.time.read()), 1_000)
    return () => clearInterval(timer)
  }, [door])
  return reading
}
