// The sync loop's network over a line that is loaded on first use. Never rejects.
import type { PhoneLine } from './phone-line.ts'
import type { Listening, SyncNetwork } from './sync-ports.ts'

const SILENT: Listening = { check: () => {}, stop: () => {} }

/** A line that can't be loaded counts as no answer: where the app isn't installed, it comes from the network too. */
export function createLineNetwork(line: () => Promise<Pick<PhoneLine, 'network'>>): SyncNetwork {
  let network: SyncNetwork | undefined
  const opened = async (): Promise<SyncNetwork | undefined> => {
    try {
      network ??= (await line()).network
    } catch {
      return undefined
    }
    return network
  }
  return {
    push: async (scans, signal) =>
      (await (await opened())?.push(scans, signal)) ?? {
        ok: false,
        refused: false,
        trouble: 'no_answer',
      },
    pushActs: async (acts, signal) =>
      (await (await opened())?.pushActs(acts, signal)) ?? {
        ok: false,
        refused: false,
        trouble: 'no_answer',
      },
    pull: async (request, signal) =>
      (await (await opened())?.pull(request, signal)) ?? { ok: false, trouble: 'no_answer' },
    bans: async (eventId, signal) => (await (await opened())?.bans(eventId, signal)) ?? null,
    // The loop listens only to an event that it has pulled, so the line is loaded by then.
    listen: (eventId, onNudge) => network?.listen(eventId, onNudge) ?? SILENT,
  }
}
