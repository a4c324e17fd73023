// Keeps the guest lists with the open night: mirrored when it opens, pulled after each round of the sync loop, gone with it.
import { hear } from '@maguey/ui/hear.ts'
import type { DoorStore } from '#db/door-store.ts'
import type { GuestLists } from '#db/guest-lists.ts'
import type { ListsFeed } from '#features/lists/lists-feed.ts'
import type { Sync } from '#features/sync/start-sync.ts'

type Parts = {
  store: Pick<DoorStore, 'state'>
  sync: Pick<Sync, 'status'>
  lists: GuestLists
  feed: ListsFeed
}

export function followLists({ store, sync, lists, feed }: Parts): void {
  let open: string | undefined
  let cleared = false
  // A disk that fails here is found out by the log, which is the one that matters.
  const quietly = (work: Promise<void>) => hear(work.catch(() => undefined))
  store.state.subscribe(({ status, event }) => {
    if (status !== 'ready') return
    if (event === undefined) {
      // No night, or one that was wiped or is long over: its names leave the phone.
      open = undefined
      if (!cleared) quietly(lists.clear())
      cleared = true
      return
    }
    cleared = false
    if (event.id === open) return
    open = event.id
    quietly(lists.open(event.id))
  })
  sync.status.subscribe(({ phase, contact }, before) => {
    if (phase !== 'waiting' || before.phase === 'waiting' || contact !== 'reached') return
    if (open !== undefined) quietly(feed.pull(open))
  })
}
