// The path of every text, whatever its source: a verdict from this phone, then the server's answer where it can't tell.
import { hear } from '@maguey/ui/hear.ts'
import type { DoorStore } from '#db/door-store.ts'
import type { VerdictShown } from '#features/scan/scan-mark.ts'
import type { DoorFacts, ScanPipeline, ShownScan } from '#features/scan/scan-pipeline.ts'
import type { ShownScanStore } from '#features/scan/shown-scan-store.ts'
import type { Sync } from '#features/sync/start-sync.ts'
import { askable, askServer } from './ask-server.ts'

type SubmitParts = {
  pipeline: ScanPipeline
  sync: Pick<Sync, 'askTicket'>
  store: Pick<DoorStore, 'hear'>
  shown: ShownScanStore
  /** Scans about which something was done. */
  answered: Set<string>
  /** Shows the scan on the screen, with sound. */
  show: (scan: ShownScan) => void
  /** Undefined while nothing can be decided. */
  facts: () => DoorFacts | undefined
}

/** Resolves once this phone has its verdict: what the server says of it comes to the screen by itself. */
export function createSubmit(parts: SubmitParts): (text: string) => Promise<void> {
  const { pipeline, shown, answered, show, facts } = parts
  return async (text) => {
    const known = facts()
    if (known) return await scanAndAsk(text, known)
    if (shown.store.getState().shown?.kind !== 'no_list') show({ kind: 'no_list' })
  }

  async function scanAndAsk(text: string, known: DoorFacts): Promise<void> {
    const scan = await pipeline.scan(text, known)
    const ticketId = known.offline ? undefined : askable(scan)
    if (ticketId === undefined || scan.kind !== 'verdict') show(scan)
    // Not awaited: frames and the next guest go on meanwhile.
    else hear(ask(text, known, scan, ticketId))
  }

  async function ask(
    text: string,
    known: DoorFacts,
    scan: VerdictShown,
    ticketId: string,
  ): Promise<void> {
    const asking = { ...scan, asking: true }
    show(asking)
    const said = await askServer(parts, scan, ticketId)
    // Another guest is on the screen by now; the answer counts when this one comes again.
    if (shown.store.getState().shown !== asking) return
    // The doorman was quicker; and once the server's word counts, his late tap on the question doesn't.
    if (answered.has(scan.scanId)) return
    if (said === 'silent') return shown.show(scan)
    answered.add(scan.scanId)
    show(await pipeline.scan(text, facts() ?? known, said === 'known' ? 'silent' : said))
  }
}
