// What staff may do, and the lowest role that may. The database enforces the same list (internal.actions; a test compares
// the two), and screens hide what the database would refuse.

/** Lowest first: each role may do everything that the ones before it may. */
export const ROLES = ['front_desk', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const ACTIONS = {
  see_nights: 'front_desk',
  see_record: 'manager',
  seal_record: 'manager',
  find_orders: 'front_desk',
  resend_mail: 'front_desk',
  watch_night: 'manager',
  overrule_door: 'manager',
  raise_limit: 'manager',
  manage_phones: 'manager',
  edit_nights: 'manager',
  cancel_night: 'manager',
  correct_order: 'manager',
  refund: 'manager',
  void_tickets: 'manager',
  reissue_ticket: 'manager',
  comp_tickets: 'manager',
  resolve_people: 'manager',
  promo_codes: 'manager',
  list_names: 'front_desk',
  guest_lists: 'manager',
  door_sales: 'manager',
  promoters: 'manager',
  see_money: 'manager',
  see_bans: 'manager',
  change_bans: 'manager',
  change_settings: 'admin',
  manage_staff: 'admin',
  erase_people: 'admin',
} as const satisfies Record<string, Role>
export type Action = keyof typeof ACTIONS

export function may(role: Role, action: Action): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(ACTIONS[action])
}
