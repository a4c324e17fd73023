// Every privilege that the API's roles hold. A grant that isn't listed fails the conventions test.

import type { Action } from '@maguey/wire/actions'

const rpc = (role: string, ...names: string[]) =>
  names.map((name) => `${role}: execute function public.${name}`)
const read = (role: string, ...tables: string[]) =>
  tables.map((table) => `${role}: select table public.${table}`)

/** Every table in schema `public`; the conventions test compares the list with the database. */
export const everyTable = [
  'audit_log',
  'device_events',
  'devices',
  'disputes',
  'double_entry_notes',
  'erasures',
  'event_cancellations',
  'event_counts',
  'event_moves',
  'event_nudges',
  'events',
  'gates',
  'horizon_samples',
  'mail_outbox',
  'needs_person',
  'order_lines',
  'orders',
  'pairing_codes',
  'payment_cards',
  'payments',
  'promo_codes',
  'rate_buckets',
  'refund_requests',
  'refunds',
  'scans',
  'settings',
  'signing_keys',
  'staff_links',
  'staff_members',
  'stripe_catch_up',
  'stripe_events',
  'sync_epochs',
  'ticket_pools',
  'ticket_releases',
  'ticket_types',
  'ticket_voids',
  'tickets',
]

/** What customers may see of their own orders: not the link's hash, the client key or the pay page. */
const orderColumns = [
  'completed_at',
  'created_at',
  'currency',
  'customer_email',
  'customer_name',
  'customer_phone',
  'event_id',
  'event_name',
  'hold_expires_at',
  'id',
  'locale',
  'number',
  'refunded_amount',
  'status',
  'stripe_payment_intent_id',
  'ticket_count',
  'total_amount',
]

/** Staff functions, by the action that each requires. row-security.test.ts tries all of them as every role. */
export const staffFunctions: Readonly<Partial<Record<Action, readonly string[]>>> = {
  see_nights: ['manager_events'],
  find_orders: ['find_orders', 'manager_order'],
  resend_mail: ['requeue_mail', 'resend_tickets'],
  correct_order: ['correct_order'],
  reissue_ticket: ['reissue_ticket', 'ticket_to_reissue'],
  comp_tickets: ['hold_comp'],
  watch_night: ['acknowledge_double_entry', 'event_live', 'event_phones'],
  manage_phones: ['create_pairing_code', 'rename_device', 'revoke_device'],
  edit_nights: [
    'duplicate_night',
    'manager_night',
    'manager_nights',
    'preview_night_change',
    'save_night',
    'set_night_state',
  ],
  cancel_night: [
    'cancel_event',
    'cancellation_failures',
    'cancellation_progress',
    'retry_cancellation',
  ],
  refund: ['request_refund'],
  void_tickets: ['void_tickets'],
  see_money: ['export_rows', 'night_takings', 'takings_list'],
  promo_codes: ['create_promo_code', 'pause_promo_code', 'promo_code_list'],
  change_settings: ['change_club_settings', 'club_settings', 'first_steps'],
  manage_staff: ['change_staff', 'invite_staff', 'staff_list', 'withdraw_invitation'],
  erase_people: ['erase_person', 'erasure_list', 'export_person'],
  resolve_people: ['needs_person_list', 'resolve_needs_person'],
}

const shop = ['club_face', 'event_availability', 'event_list', 'ticket_types']

export const allowedGrants: readonly string[] = [
  // The public can read what is for sale, and nothing more.
  ...read('anon', 'events', 'ticket_releases', 'ticket_types'),
  ...rpc('anon', ...shop),

  // Any signed-in user: row level security decides which rows, and each function checks permissions itself.
  ...read(
    'authenticated',
    'audit_log',
    'device_events',
    'devices',
    'disputes',
    'double_entry_notes',
    'event_cancellations',
    'event_moves',
    'events',
    'gates',
    'needs_person',
    'order_lines',
    'payments',
    'promo_codes',
    'refund_requests',
    'refunds',
    'scans',
    'settings',
    'staff_members',
    'ticket_pools',
    'ticket_releases',
    'ticket_types',
    'ticket_voids',
    'tickets',
  ),
  ...orderColumns.map((column) => `authenticated: select column public.orders.${column}`),
  ...rpc('authenticated', ...shop),
  // For any staff member, whatever their role.
  ...rpc('authenticated', 'change_own_password', 'leave_staff', 'who_am_i'),
  ...rpc('authenticated', ...Object.values(staffFunctions).flat()),
  ...rpc('authenticated', 'scanner_events', 'scanner_pull', 'scanner_push', 'scanner_ticket'),
  // Called by policies, which run as the reader.
  'authenticated: usage schema internal',
  ...['is_manager', 'may_hear', 'verified_email'].map(
    (name) => `authenticated: execute function internal.${name}`,
  ),

  // The edge functions: they can read anything, but write only through SQL functions.
  ...read('service_role', ...everyTable),
  ...rpc('service_role', ...shop),
  ...rpc(
    'service_role',
    'attach_checkout',
    'begin_stripe_catch_up',
    'claim_staff_mails',
    'finish_staff_mail',
    'forget_old_guests',
    'redeem_staff_link',
    'request_password_reset',
    'claim_mails',
    'claim_refunds',
    'finish_mail',
    'finish_refund',
    'finish_stripe_catch_up',
    'fulfil_order',
    'hold_tickets',
    'order_for_fulfilment',
    'order_view',
    'orders_to_reconcile',
    'pair_device',
    'promo_offer',
    'record_mail_event',
    'record_stripe_event',
    'refunds_to_ask_about',
    'register_signing_key',
    'release_hold',
    'sweep_holds',
    'sweep_rate_buckets',
    'take_rate_token',
    'unheard_stripe_events',
    'work_on_cancellations',
  ),
]
