// What the pages of promoters call in the database.
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import {
  endPromoter,
  type Promoter,
  type PromoterStatement,
  type PromoterWish,
  promoterLines,
  promoterList,
  promoterStatement,
  renewPromoterLink,
  type StatementLine,
  savePromoter,
} from '@maguey/wire/promoters'
import type { SupabaseClient } from '@supabase/supabase-js'

export type PromotersApi = {
  list: () => Promise<Answer<Promoter[]>>
  save: (id: string, wish: PromoterWish) => Promise<Answer<Promoter>>
  renewLink: (id: string) => Promise<Answer<{ promoter: Promoter; token: string }>>
  end: (id: string, ended: boolean) => Promise<Answer<Promoter>>
  statement: (id: string) => Promise<Answer<PromoterStatement>>
  lines: (id: string, eventId: string) => Promise<Answer<StatementLine[]>>
}

export const createPromotersApi = (client: SupabaseClient): PromotersApi => ({
  list: () => callSql(client, promoterList, undefined),
  save: (id, wish) => callSql(client, savePromoter, { id, wish }),
  renewLink: (id) => callSql(client, renewPromoterLink, id),
  end: (id, ended) => callSql(client, endPromoter, { id, ended }),
  statement: (id) => callSql(client, promoterStatement, id),
  lines: (id, eventId) => callSql(client, promoterLines, { id, eventId }),
})
