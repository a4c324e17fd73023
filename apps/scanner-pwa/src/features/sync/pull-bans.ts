// After a pull: fetches the house list's hashes if the server has others than this phone.
import type { SyncNetwork, SyncStore } from './sync-ports.ts'

type BanDeps = {
  store: Pick<SyncStore, 'bansWanted' | 'keepBans'>
  network: Pick<SyncNetwork, 'bans'>
}

/** Never rejects: whatever goes wrong, the tickets are here, and the next pull tries again. `more`: tickets come first. */
export async function pullBans(
  { store, network }: BanDeps,
  more: boolean,
  signal: AbortSignal,
): Promise<void> {
  const eventId = more ? undefined : store.bansWanted()
  if (eventId === undefined) return
  const bans = await network.bans(eventId, signal)
  // The store itself reports what is wrong with the disk.
  if (bans) await store.keepBans(bans).catch(() => {})
}
