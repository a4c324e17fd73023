// What the pages of guest lists call in the database.
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import {
  addListNames,
  changeListName,
  type GuestList,
  type ListExcess,
  type ListNames,
  type ListWish,
  listExcess,
  listNames,
  type NameChange,
  type NewName,
  nightLists,
  saveGuestList,
  type TakenNames,
} from '@maguey/wire/guest-lists'
import { type Promoter, promoterList } from '@maguey/wire/promoters'
import type { SupabaseClient } from '@supabase/supabase-js'

export type ListsApi = {
  lists: () => Promise<Answer<GuestList[]>>
  names: (listId: string) => Promise<Answer<ListNames>>
  save: (listId: string, wish: ListWish) => Promise<Answer<GuestList>>
  add: (listId: string, names: readonly NewName[]) => Promise<Answer<TakenNames>>
  change: (entryId: string, change: NameChange) => Promise<Answer<ListNames>>
  excess: () => Promise<Answer<ListExcess[]>>
  promoters: () => Promise<Answer<Promoter[]>>
}

export const createListsApi = (client: SupabaseClient, eventId: string): ListsApi => ({
  lists: () => callSql(client, nightLists, eventId),
  names: (listId) => callSql(client, listNames, listId),
  save: (listId, wish) => callSql(client, saveGuestList, { eventId, listId, wish }),
  add: (listId, names) => callSql(client, addListNames, { listId, names }),
  change: (entryId, change) => callSql(client, changeListName, { entryId, change }),
  excess: () => callSql(client, listExcess, eventId),
  promoters: () => callSql(client, promoterList, undefined),
})
