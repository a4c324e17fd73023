// What the staff page calls in the database.
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import {
  changeStaff,
  type InvitationWish,
  inviteStaff,
  resetSecondFactor,
  type StaffList,
  type StaffMember,
  staffList,
  withdrawInvitation,
} from '@maguey/wire/staff-managing'
import type { SupabaseClient } from '@supabase/supabase-js'

export type StaffApi = {
  list: () => Promise<Answer<StaffList>>
  invite: (wish: InvitationWish) => Promise<Answer<unknown>>
  withdraw: (id: string) => Promise<Answer<unknown>>
  resetSecondFactor: (id: string) => Promise<Answer<unknown>>
  change: (member: Pick<StaffMember, 'id' | 'role' | 'active'>) => Promise<Answer<unknown>>
}

export const createStaffApi = (client: SupabaseClient): StaffApi => ({
  list: () => callSql(client, staffList, undefined),
  invite: (wish) => callSql(client, inviteStaff, wish),
  withdraw: (id) => callSql(client, withdrawInvitation, id),
  resetSecondFactor: (id) => callSql(client, resetSecondFactor, id),
  change: (member) => callSql(client, changeStaff, member),
})
