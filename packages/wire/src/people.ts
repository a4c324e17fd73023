// Privacy: what is stored about an address is exported, erased on request, and erased automatically after a night.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { count, moment, nullableText } from './values.ts'

/** For the person themselves. It is only saved as a file; the screen shows how many orders are in it. */
const personSchema = v.looseObject({
  email: v.string(),
  orders: v.array(v.looseObject({ id: v.string() })),
  tickets_in_their_name: v.array(v.unknown()),
})
export type StoredPerson = v.InferOutput<typeof personSchema>

export const exportPerson = sqlFunction({
  name: 'export_person',
  args: (email: string) => ({ p_email: email }),
  answer: personSchema,
})

/** Phones whose list may still hold the name. */
const phones = v.array(v.object({ id: v.string(), name: v.string(), last_seen_at: moment }))

/** Refusal: `person_is_buying`. */
export const erasePerson = sqlFunction({
  name: 'erase_person',
  args: ({ email, reason }: { email: string; reason: string }) => ({
    p_email: email,
    p_reason: reason,
  }),
  answer: v.object({ id: v.string(), orders: count, erased_at: moment, phones }),
})

const erasureSchema = v.object({
  id: v.string(),
  orders: count,
  reason: v.string(),
  erased_at: moment,
  by: nullableText,
  phones,
})
export type Erasure = v.InferOutput<typeof erasureSchema>

export const erasureList = sqlFunction({
  name: 'erasure_list',
  args: () => ({}),
  answer: v.array(erasureSchema),
})

export const forgetOldGuests = sqlFunction({
  name: 'forget_old_guests',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.number(),
})
