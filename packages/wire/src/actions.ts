// What staff may do, and the least role for it. The database refuses by the same list (internal.actions, a test compares
// them); screens hide by it what would only be refused.

/** In order: each may do what those before it may. */
export const ROLES = ['front_desk', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const ACTIONS = {
  see_nights: 'front_desk',
  find_orders: 'front_desk',
  resend_mail: 'front_desk',
  watch_night: 'manager',
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
  see_money: 'manager',
  change_settings: 'admin',
  manage_staff: 'admin',
  erase_people: 'admin',
} as const satisfies Record<string, Role>
export type Action = keyof typeof ACTIONS

export function may(role: Role, action: Action): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(ACTIONS[action])
}
