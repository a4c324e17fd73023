// who_am_i: who is signed in among the staff, and with which role.
import * as v from 'valibot'
import { ROLES } from './actions.ts'
import { sqlFunction } from './sql-function.ts'

export const staffRole = v.picklist(ROLES)

const whoAmISchema = v.object({ name: v.string(), role: staffRole })
export type StaffMe = v.InferOutput<typeof whoAmISchema>

/** Refused with `not_staff` for anybody who isn't staff. */
export const whoAmI = sqlFunction({
  name: 'who_am_i',
  args: () => ({}),
  answer: whoAmISchema,
})
