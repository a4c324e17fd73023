// What the ban list's page calls in the database.
import { type Ban, type BanWish, banList, liftBan, saveBan } from '@maguey/wire/bans'
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import type { SupabaseClient } from '@supabase/supabase-js'

export type BansApi = {
  list: () => Promise<Answer<Ban[]>>
  /** Enters a ban under an id of the caller's, or changes the one with that id. */
  save: (id: string, ban: BanWish) => Promise<Answer<Ban>>
  lift: (id: string, reason: string) => Promise<Answer<Ban>>
}

export const createBansApi = (client: SupabaseClient): BansApi => ({
  list: () => callSql(client, banList, undefined),
  save: (id, ban) => callSql(client, saveBan, { id, ban }),
  lift: (id, reason) => callSql(client, liftBan, { id, reason }),
})
