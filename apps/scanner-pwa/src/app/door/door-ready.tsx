// Collects the facts for the ready check.

import { updateStore } from '@maguey/ui/device/app-update.ts'
import { screenStore } from '@maguey/ui/device/wake-lock.ts'
import { useState } from 'react'
import { useStore } from 'zustand'
import { readingStore } from '#features/decode/reading.ts'
import type { ReadyFacts } from '#features/ready/ready-checks.ts'
import { ReadyPanel, type ReadyRemedies } from '#features/ready/ready-panel.tsx'
import { m } from '#messages'
import { installStore } from '#shared/platform/install-prompt.ts'
import { type Door, theDoor } from './door.ts'
import { listAgeMs, unsentOf } from './door-facts.ts'
import { useSnapshot, useTime } from './use-door.ts'

type DoorReadyProps = { persistent: boolean | null; onAskStorage: () => void }

export function DoorReady({ persistent, onAskStorage }: DoorReadyProps) {
  const door = theDoor()
  const snapshot = useSnapshot()
  const time = useTime(door)
  const reading = useStore(readingStore, (state) => state.reading)
  const screen = useStore(screenStore, (state) => state.screen)
  const kept = useStore(updateStore, (state) => state.kept)
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
    kept,
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
  const install = useStore(installStore, ({ offer }) => offer)
  const askServer = { label: m.door_ready_ask_server(), run: () => door.sync.ask() }
  const remedies: ReadyRemedies = {
    list: askServer,
    clock: askServer,
    queue: askServer,
    // Browsers that refuse to promise storage often promise it to an installed app.
    storage: install
      ? { label: m.door_settings_install(), run: install }
      : { label: m.door_ready_ask_storage(), run: onAskStorage },
    sound: { label: m.door_ready_sound_test(), run: testSound },
  }
  return <ReadyPanel facts={facts} onTestSound={testSound} remedies={remedies} />
}

function soundState(door: Door, wanted: boolean): ReadyFacts['sound'] {
  if (!wanted) return 'off'
  return door.feedback.isUnlocked() ? 'on' : 'locked'
}
