// The door: camera edge to edge, the status strip above, four actions below, and the verdict over it all.

import { updateStore } from '@maguey/ui/device/app-update.ts'
import { hear } from '@maguey/ui/hear.ts'
import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { AgeScreen } from '#features/age/age-screen.tsx'
import { CameraView } from '#features/decode/camera-view.tsx'
import { useCamera } from '#features/decode/use-camera.ts'
import type { DoorAlert } from '#features/scan/door-alerts.ts'
import type { ShownScan } from '#features/scan/scan-pipeline.ts'
import { VerdictScreen } from '#features/scan/verdict-screen.tsx'
import { BanDetail } from '#shared/house-list/ban-detail.tsx'
import { theDoor } from './door.ts'
import { DoorDock } from './door-dock.tsx'
import { DoorHeader } from './door-header.tsx'
import type { DoorSheet } from './door-menu.tsx'
import { DoorUndo } from './door-undo.tsx'
import { useDoorDuty, usePersistence, useSnapshot } from './use-door.ts'
import { type DoorAges, useDoorAges } from './use-door-ages.ts'
import { Viewfinder } from './viewfinder.tsx'

/** Loaded soon after the camera, not before: the first guest needs none of it. */
const DoorSheets = lazy(async () => ({ default: (await import('./door-sheets.tsx')).DoorSheets }))

/** The sheet in which an alert can be resolved. */
function sheetFor(alert: DoorAlert): DoorSheet {
  if (alert.code === 'line' && alert.trouble === 'not_allowed') return 'gate'
  if (alert.code === 'line' && alert.trouble === 'not_understood') return 'settings'
  return alert.code === 'scans_refused' ? 'history' : 'ready'
}

export function DoorScreen({ onCameraLive }: { onCameraLive: () => void }) {
  const door = theDoor()
  const { settings } = useSnapshot()
  const camera = useCamera(settings.cameraId)
  const { persistent, ask: askStorage } = usePersistence()
  const [sheet, setSheet] = useState<DoorSheet | null>(null)
  const shown = useStore(door.shown.store, (state) => state.shown)
  /** An open sheet hides everything outside it from screen readers, and keeps the focus: verdicts lie inside it then. */
  const [overSheet, setOverSheet] = useState<HTMLElement | null>(null)
  const doorAges = useDoorAges(door)
  const [checking, setChecking] = useState(false)
  const checks = checking ? doorAges : null
  const overruling = useStore(door.overruling.store, (state) => state.about !== null)
  const open = overruling ? 'overrule' : sheet
  const openSheet = (next: DoorSheet | null) => {
    // A tap on a verdict above a sheet is none beside the sheet.
    if (next === null && shown) return
    if (next === null) door.overruling.end()
    setSheet(next)
  }
  useDoorDuty(door)
  const live = camera.state.status === 'live' ? camera.state.camera : undefined
  const navigate = useNavigate()
  const toWayOut = (alert: DoorAlert) => {
    if (alert.code === 'line' && alert.trouble === 'signed_out') hear(navigate('/pair'))
    else if (alert.code === 'update_ready') updateStore.getState().apply?.()
    else setSheet(sheetFor(alert))
  }

  return (
    <main className="fixed inset-0 overflow-hidden bg-night">
      {/* What a verdict covers is no stop on the way to its buttons. */}
      <div inert={shown !== null}>
        <CameraView
          onLive={onCameraLive}
          onRetry={camera.retry}
          onCodes={door.submitSeen}
          onLicences={licenceReader(checks)}
          state={camera.state}
        />
        <div
          className={`absolute inset-0 flex flex-col justify-between ${checks ? 'invisible' : ''}`}
          inert={checks !== null}
        >
          <DoorHeader
            onAlert={toWayOut}
            onChangeGate={() => setSheet('gate')}
            persistent={persistent}
          />
          {live && <Viewfinder />}
          <DoorDock
            camera={live}
            onAges={doorAges ? () => setChecking(true) : undefined}
            onOpen={setSheet}
          />
        </div>
        {checks && <Checking checks={checks} onClose={() => setChecking(false)} />}
      </div>
      <Suspense>
        <DoorSheets
          onAskStorage={askStorage}
          onOpen={openSheet}
          open={open}
          over={shown !== null}
          overRef={setOverSheet}
          persistent={persistent}
        />
      </Suspense>
      {overSheet ? createPortal(<Answers shown={shown} />, overSheet) : <Answers shown={shown} />}
    </main>
  )
}

/** The verdict and what belongs to it. */
function Answers({ shown }: { shown: ShownScan | null }) {
  const door = theDoor()
  return (
    <>
      {shown?.kind === 'verdict' && shown.bans && (
        <div className="pointer-events-auto fixed inset-x-4 top-[max(0.5rem,env(safe-area-inset-top))] z-70 mx-auto max-w-md">
          <BanDetail matches={shown.bans} />
        </div>
      )}
      {shown && (
        <VerdictScreen
          onAnswer={(what, about) => hear(door.answer({ what, about }))}
          onDismiss={door.shown.clear}
          onOverrule={(about) => {
            door.shown.clear()
            door.overruling.begin(about)
          }}
          shown={shown}
        />
      )}
      <DoorUndo />
    </>
  )
}

/** Tickets are read again as soon as nobody checks ages. */
function licenceReader(checks: DoorAges | null): ((texts: readonly string[]) => void) | undefined {
  if (checks === null) return undefined
  const { licences, ages } = checks
  return (texts) => {
    if (licences === 'read') hear(ages.onLicences(texts))
  }
}

function Checking({ checks, onClose }: { checks: DoorAges; onClose: () => void }) {
  const { minAge, licences, ages } = checks
  return (
    <AgeScreen
      licences={licences}
      minAge={minAge}
      onClear={ages.clear}
      onClose={() => {
        ages.close()
        onClose()
      }}
      onEye={(passed) => hear(ages.onEye(passed))}
      shown={ages.shown}
    />
  )
}
