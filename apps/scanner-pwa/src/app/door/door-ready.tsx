// Collects the facts for the ready check.

import { screenStore } from '@maguey/ui/device/wake-lock.ts'
import { useState } from 'react'
import { useStore } from 'zustand'
import { readingStore } from '#features/decode/reading.ts'
import type { ReadyFacts } from '#features/ready/ready-checks.ts'
import { ReadyPanel } from '#features/ready/ready-panel.tsx'
import { type Door, theDoor } from './door.ts'
import { listAgeMs, unsentOf } from './door-facts.ts'
import { useSnapshot, useTime } from './use-door.ts'

type DoorReadyProps = { persistent: boolean | null }

export function DoorReady({ persistent }: DoorReadyProps) {
  const door = theDoor()
  const snapshot = useSnapshot()
  const time = useTime(door)
  const reading = useStore(readingStore, (state) => state.reading)
  const screen = useStore(screenStore, (state) => state.screen)
  const { event, settings, listed } = snapshot
  const [tests, setTests] = useState(0)

  const testSound = () => {
    door.feedback.unlock()
    door.feedback.play('green', { sound: true, vibration: settings.vibration })
    // The browser owns the lock's state; the counter forces a new read.
    setTests(tests + 1)
  }
  const facts: ReadyFacts = {
    reading,
    screen,
    persistent,
    queued: unsentOf(snapshot),
    clock: time,
    sound: soundState(door, settings.sound),
    list: {
      have: listed,
      total: event?.total ?? 0,
      complete: event?.complete ?? false,
      ageMs: listAgeMs(snapshot, time),
      namesToAsk: door.store.bansWanted() === undefined,
    },
  }
  return <ReadyPanel facts={facts} onTestSound={testSound} />
}

function soundState(door: Door, wanted: boolean): ReadyFacts['sound'] {
  if (!wanted) return 'off'
  return door.feedback.isUnlocked() ? 'on' : 'locked'
}
