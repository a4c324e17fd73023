// The door, assembled once per page: disk, store, time, sync, pipeline, and the state that the screens share.

import { type VerdictColour, verdictColour } from '@maguey/ticket-core/verdict'
import { readConfig } from '@maguey/ui/config/page-config.ts'
import { hear } from '@maguey/ui/hear.ts'
import { createDexieDisk } from '#db/dexie-disk.ts'
import { openDoorDb } from '#db/door-db.ts'
import { createDoorStore, type DoorStore } from '#db/door-store.ts'
import { GuestLists } from '#db/guest-lists.ts'
import { createGuestListDisk } from '#db/guest-lists-db.ts'
import { createActRecorder } from '#db/record-act.ts'
import { ListsFeed } from '#features/lists/lists-feed.ts'
import { createTickName } from '#features/lists/tick-name.ts'
import { createOverruling } from '#features/overrule/overruling.ts'
import { createPinTries } from '#features/overrule/pin-tries.ts'
import { createCodeChooser } from '#features/scan/choose-codes.ts'
import { createRepeatGuard } from '#features/scan/repeat-guard.ts'
import { createScanPipeline, type ShownScan } from '#features/scan/scan-pipeline.ts'
import { createShownScanStore } from '#features/scan/shown-scan-store.ts'
import { createUndoOffers } from '#features/scan/undo-offers.ts'
import { createVerdictFeedback } from '#features/scan/verdict-feedback.ts'
import { chooseVerifier } from '#features/scan/verify-text.ts'
import { createSync, type Sync } from '#features/sync/start-sync.ts'
import { systemClock } from '#shared/clock.ts'
import { loadOnce } from '#shared/load-once.ts'
import { createServerTime, type ServerTime } from '#shared/server-time.ts'
import { beginDoor } from './begin-door.ts'
import { createCountHead } from './count-head.ts'
import { createDecisions } from './decisions.ts'
import { doorFacts } from './door-facts.ts'
import { followSnapshot } from './door-snapshot.ts'
import { followLists } from './follow-lists.ts'
import { holdDoor } from './hold-door.ts'
import { openSales } from './open-sales.ts'
import { createSubmit } from './submit-text.ts'

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Null: neither green nor red, and no sound. */
function colourOf(scan: ShownScan): VerdictColour | null {
  switch (scan.kind) {
    case 'verdict':
      return verdictColour(scan.verdict.code)
    case 'let_in':
      return 'green'
    case 'no_list':
      return 'amber'
    case 'storage_failed':
      return 'red'
    case 'just_admitted':
    case 'undone':
    case 'turned_away':
      return null
  }
}

type ListParts = {
  store: DoorStore
  sync: Sync
  time: ServerTime
  record: ReturnType<typeof createActRecorder>
}

/** Names on guest lists, and what ticks them off. */
function openGuestLists({ store, sync, time, record }: ListParts) {
  const lists = new GuestLists(createGuestListDisk(), store)
  const feed = new ListsFeed(lists, sync.call)
  followLists({ store, sync, lists, feed })
  const nowMs = () => time.read().nowMs
  return {
    lists,
    tickName: createTickName({ lists, feed, record, nowMs, bansLike: store.bansLike }),
  }
}

function createDoor() {
  const config = readConfig()
  const clock = systemClock
  const db = openDoorDb()
  const store = createDoorStore(createDexieDisk(db, crypto.randomUUID()))
  const time = createServerTime(clock)
  // Loaded only when the network is first needed, after the camera is up.
  const client = async (storageKey: string) => {
    const { openClient } = await import('@maguey/wire/open-client')
    return openClient({ ...config, storageKey })
  }
  const line = loadOnce(async () => {
    const { openPhoneLine } = await import('#features/sync/phone-line.ts')
    return openPhoneLine({ disk: store.disk, appVersion: __APP_VERSION__, client })
  }).get
  const verifier = loadOnce(() => chooseVerifier()).get
  const snapshot = followSnapshot(db, store)
  const sync = createSync({ doorStore: store, time, clock, line })
  const pipeline = createScanPipeline({ store, time, clock, randomBytes, verifier })
  const recordAct = createActRecorder({ store, time, randomBytes })
  const guestLists = openGuestLists({ store, sync, time, record: recordAct })
  const shown = createShownScanStore(clock)
  const undos = createUndoOffers(clock)
  const pinTries = createPinTries({ disk: store.disk, clock })
  const guard = createRepeatGuard()
  const choose = createCodeChooser()
  const feedback = createVerdictFeedback()
  const begin = () => beginDoor({ store, time, clock })
  /** A phone that lost its data and was paired since goes on with its new database. */
  const recover = async (): Promise<void> => {
    if (store.state.getState().status === 'lost') await begin()
  }
  const { takeOver } = holdDoor({ store, begin, clock, locks: navigator.locks })

  const show = (scan: ShownScan) => {
    shown.show(scan)
    undos.note(scan)
    const colour = colourOf(scan)
    if (colour !== null) feedback.play(colour, snapshot.getState().settings)
  }

  const facts = () => doorFacts(snapshot.getState(), sync.status.getState())
  const deps = { store, sync, time, clock, randomBytes, record: recordAct, facts }
  const vibrates = () => snapshot.getState().settings.vibration
  const countHead = createCountHead({ ...deps, show, vibrates })
  const answered = new Set<string>()
  const submit = createSubmit({ pipeline, sync, store, shown, answered, show, facts })

  /** For frames: a code held in front of the lens counts as one scan, from the moment that it can be decided. */
  const submitSeen = async (texts: readonly string[]): Promise<void> => {
    for (const text of choose(texts)) {
      if (!facts() || !guard.isStillInView(text, clock.monotonicMs())) await submit(text)
    }
  }

  const onSold = () => feedback.play('green', snapshot.getState().settings)
  const selling = openSales({ ...deps, apiUrl: config.apiUrl, onSold })
  const decisions = createDecisions({ pipeline, undos, recordAct, answered, show, facts })

  snapshot.subscribe(({ event }, before) => {
    if (event && event.id !== before.event?.id) hear(pipeline.warmUp(event))
  })
  return {
    ...{ config, db, store, time, clock, snapshot, sync, shown, feedback },
    ...{ ...guestLists, ...selling },
    ...{ undos, overruling: createOverruling(), pinTries, ...decisions },
    ...{ submit, submitSeen, facts, recordAct, countHead },
    ...{ begin, recover, takeOver },
  }
}

export type Door = ReturnType<typeof createDoor>

let door: Door | undefined

/** One for the lifetime of the page, however often React mounts its screens. */
export function theDoor(): Door {
  door ??= createDoor()
  return door
}
