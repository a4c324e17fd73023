// The store's part for the house list: whether a name is like one on it, and taking in another state of it.
import type { BanMatch, ShownName } from '@maguey/ticket-core/name-keys'
import type { DoorMemory } from './door-memory.ts'
import { openBans } from './open-bans.ts'
import type { KeptBans } from './rows.ts'

export function banPart(memory: DoorMemory) {
  const { disk, onDisk } = memory
  return {
    /** The open night, if the server has another house list for it than this phone. */
    bansWanted: (): string | undefined => {
      const event = memory.list?.event()
      const mark = event?.bansMark ?? null
      if (!event || mark === null) return undefined
      return memory.bans?.kept.mark === mark ? undefined : event.id
    },

    /** Replaces those of any other night. */
    keepBans: async (bans: KeptBans): Promise<void> => {
      // Another night was chosen while they were on their way.
      if (memory.list?.eventId !== bans.eventId) return
      memory.bans = openBans(bans)
      await onDisk(disk.writeMeta('bans', bans))
    },

    /** The entries of the house list that a name is like; none without a list. */
    bansLike: (shown: ShownName): readonly BanMatch[] => memory.bans?.matcher.match(shown) ?? [],
  }
}
