// The door, put together once for the page: database, sync, pipeline, and what the screens share.
import { type VerdictColour, verdictColour } from '@maguey/ticket-core/verdict'
import { readConfig } from '@maguey/ui/config/page-config.ts'
import { openDoorDb } from '#db/door-db.ts'
import { createCodeChooser } from '#features/scan/choose-codes.ts'
import { createRepeatGuard } from '#features/scan/repeat-guard.ts'
import { createScanPipeline, type ShownScan } from '#features/scan/scan-pipeline.ts'
import { createShownScanStore } from '#features/scan/shown-scan-store.ts'
import { createVerdictFeedback } from '#features/scan/verdict-feedback.ts'
import { chooseVerifier } from '#features/scan/verify-text.ts'
import { createSync } from '#features/sync/start-sync.ts'
import { systemClock } from '#shared/clock.ts'
import { loadOnce } from '#shared/load-once.ts'
import { doorFacts } from './door-facts.ts'
import { followSnapshot } from './door-snapshot.ts'

/** Where the phone's sign-in is kept; the manager's is elsewhere. */
const DOOR_STORAGE_KEY = 'maguey.door.session'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

function colourOf(scan: ShownScan): VerdictColour {
  if (scan.kind === 'verdict') return verdictColour(scan.verdict.code)
  return scan.kind === 'no_list' ? 'amber' : 'red'
}

function createDoor() {
  const config = readConfig()
  const clock = systemClock
  const db = openDoorDb()
  const client = loadOnce(async () => {
    // Loaded only when the network is first needed, after the camera is up.
    const { openClient } = await import('@maguey/wire/open-client')
    return openClient({ ...config, storageKey: DOOR_STORAGE_KEY })
  }).get
  const verifier = loadOnce(() => chooseVerifier()).get
  const snapshot = followSnapshot(db)
  const sync = createSync({ db, clock, client, appVersion: __APP_VERSION__ })
  const pipeline = createScanPipeline({ db, clock, randomBytes, verifier })
  const shown = createShownScanStore(clock)
  const guard = createRepeatGuard()
  const choose = createCodeChooser()
  const feedback = createVerdictFeedback()

  const show = (scan: ShownScan) => {
    shown.show(scan)
    feedback.play(colourOf(scan), snapshot.getState().settings)
  }

  const facts = () => doorFacts(snapshot.getState(), sync.status.getState())

  /** Every text takes this way, whoever read it. */
  const submit = async (text: string): Promise<void> => {
    const known = facts()
    if (known) show(await pipeline.scan(text, known))
    else if (shown.store.getState().shown?.kind !== 'no_list') show({ kind: 'no_list' })
  }

  /** For frames: the same code held in front of the lens is one scan, from the moment that it can be decided. */
  const submitSeen = async (texts: readonly string[]): Promise<void> => {
    for (const text of choose(texts)) {
      if (!facts() || !guard.isStillInView(text, clock.monotonicMs())) await submit(text)
    }
  }

  snapshot.subscribe(({ event }, before) => {
    if (event && event.id !== before.event?.id) void pipeline.warmUp(event)
  })
  return { config, db, clock, client, snapshot, sync, shown, feedback, submit, submitSeen }
}

export type Door = ReturnType<typeof createDoor>

let door: Door | undefined

/** One for the page's life; React may mount its screens as often as it likes. */
export function theDoor(): Door {
  door ??= createDoor()
  return door
}
