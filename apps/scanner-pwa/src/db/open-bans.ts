// The house list of the open night in memory, ready to be asked about a name.
import { banHasher } from '@maguey/ticket-core/ban-hash'
import { type BanMatcher, createBanMatcher } from '@maguey/ticket-core/name-keys'
import type { DoorDisk } from './door-disk.ts'
import type { KeptBans } from './rows.ts'

export type OpenBans = { kept: KeptBans; matcher: BanMatcher }

export const openBans = (kept: KeptBans): OpenBans => ({
  kept,
  matcher: createBanMatcher(kept.bans, banHasher(kept.key)),
})

/** Hashes that can't be read are fetched again: nobody must be unable to open a night because of them. */
export async function readBans(disk: DoorDisk, eventId: string): Promise<OpenBans | undefined> {
  const kept = await disk.readMeta('bans')
  if (kept?.eventId !== eventId) return undefined
  try {
    return openBans(kept)
  } catch {
    return undefined
  }
}
