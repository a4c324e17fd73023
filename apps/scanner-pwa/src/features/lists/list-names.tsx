// The names on tonight's guest lists that a search finds; followed while other doors let them in.

import { useEffect, useState } from 'react'
import type { GuestLists } from '#db/guest-lists.ts'
import type { FoundName } from '#db/list-memory.ts'
import { m } from '#messages'
import { NameRow } from './name-row.tsx'
import type { Tick, Ticked } from './tick-name.ts'

type ListNamesProps = {
  lists: GuestLists
  query: string
  timeZone: string
  nowMs: () => number
  tick: (tick: Omit<Tick, 'place'>) => Promise<Ticked>
}

/** Long enough to skip the letters of a name that is still being typed. */
const PAUSE_MS = 120

export function ListNames({ lists, query, timeZone, nowMs, tick }: ListNamesProps) {
  const found = useNames(lists, query)
  if (found.length === 0) return null
  return (
    <section aria-label={m.door_lists()}>
      <h3 className="font-semibold text-ink-soft text-sm">{m.door_lists()}</h3>
      <ul className="divide-y divide-line">
        {found.map((name) => (
          <NameRow found={name} key={name.id} nowMs={nowMs()} tick={tick} timeZone={timeZone} />
        ))}
      </ul>
    </section>
  )
}

function useNames(lists: GuestLists, query: string): readonly FoundName[] {
  const [found, setFound] = useState<readonly FoundName[]>([])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const lookSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setFound(lists.find(query) ?? [])
      }, PAUSE_MS)
    }
    lookSoon()
    const unfollow = lists.state.subscribe(lookSoon)
    return () => {
      unfollow()
      clearTimeout(timer)
    }
  }, [lists, query])
  return found
}
