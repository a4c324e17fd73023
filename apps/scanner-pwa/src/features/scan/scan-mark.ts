// A verdict on the screen, and what it is known by when somebody does something about it.
import type { BanMatch } from '@maguey/ticket-core/name-keys'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { EventRow } from '#db/rows.ts'

/** What a shown scan is known by when somebody answers it, overrules it or takes it back. */
export type ScanMark = {
  scanId: string
  direction: ScanDirection
  /** By the phone's monotonic clock. */
  readAtMs: number
}

/** A verdict on the screen. `atMs` is the server's time. */
export type VerdictShown = ScanMark & {
  kind: 'verdict'
  verdict: Verdict
  atMs: number
  event: EventRow
  /** True while the server is being asked about what this phone can't tell. */
  asking?: boolean
  /** The entries of the house list because of which this asks. */
  bans?: readonly BanMatch[]
}
