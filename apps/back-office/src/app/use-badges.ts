// The counts beside the pages' names: refreshed every minute, when the app comes to the front, and after an action.
import { hear } from '@maguey/ui/hear.ts'
import { may, type Role } from '@maguey/wire/actions'
import { callSql } from '@maguey/wire/call'
import { needsPersonList } from '@maguey/wire/order-desk'
import type { SupabaseClient } from '@supabase/supabase-js'
import { useCallback, useEffect, useState } from 'react'
import type { Office } from './office.ts'

const PAUSE_MS = 60_000

export function useBadges(
  client: SupabaseClient,
  role: Role,
): Pick<Office, 'badges' | 'refreshBadges'> {
  const [badges, setBadges] = useState<Office['badges']>({})
  const resolves = may(role, 'resolve_people')

  const read = useCallback(async () => {
    if (!resolves) return
    const answer = await callSql(client, needsPersonList, undefined)
    // On failure the old count stays; the list itself shows what went wrong.
    if (answer.ok) setBadges({ needs_person: answer.value.length })
  }, [client, resolves])
  const refreshBadges = useCallback(() => hear(read()), [read])

  useEffect(() => {
    refreshBadges()
    const timer = setInterval(refreshBadges, PAUSE_MS)
    const seen = () => {
      if (document.visibilityState === 'visible') refreshBadges()
    }
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [refreshBadges])

  return { badges, refreshBadges }
}
