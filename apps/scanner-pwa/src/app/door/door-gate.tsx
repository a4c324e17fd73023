// Which screen the phone shows: pairing, choosing a gate, or the door itself.

import { Loading } from '@maguey/ui/loading.tsx'
import { lazy, useEffect, useState } from 'react'
import { Navigate } from 'react-router'
import { theDoor } from './door.ts'
import { DoorScreen } from './door-screen.tsx'
import {
  ElsewhereScreen,
  RevokedScreen,
  StorageBrokenScreen,
  StorageLostScreen,
} from './trouble-screens.tsx'
import { useSnapshot, useSync } from './use-door.ts'

const ChooseScreen = lazy(async () => ({
  default: (await import('./choose-screen.tsx')).ChooseScreen,
}))

/** Loading the network library waits for the first camera picture, but not for a camera that never comes. */
const SYNC_AT_LATEST_MS = 1_500

export function DoorGate() {
  const door = theDoor()
  const snapshot = useSnapshot()
  const [begin, setBegin] = useState(false)
  useSync(door, snapshot.credential?.deviceId, begin && snapshot.status === 'ready')
  useEffect(() => door.clock.after(SYNC_AT_LATEST_MS, () => setBegin(true)), [door])

  if (snapshot.status === 'loading') return <Loading />
  if (snapshot.status === 'broken') return <StorageBrokenScreen />
  if (snapshot.status === 'lost') return <StorageLostScreen />
  if (snapshot.status === 'elsewhere') return <ElsewhereScreen onTakeOver={door.takeOver} />
  if (snapshot.revoked?.wiped) return <RevokedScreen />
  if (!snapshot.credential) return <Navigate replace to="/pair" />
  // A gate that was removed from the event must be chosen again.
  const gateGone = snapshot.event !== undefined && snapshot.gate === undefined
  if (!snapshot.choice || gateGone) return <ChooseScreen />
  return <DoorScreen onCameraLive={() => setBegin(true)} />
}
