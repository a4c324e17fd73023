// The error codes with their HTTP status, without their sentences: a browser needs only the codes to recognise our errors.

/** Every code, in the order of a night: request, event, order, payment, door, then the rest. SQL raises a code as `message` with SQLSTATE `PT` + status. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_quantity: 422,
  invalid_email: 422,
  too_many_per_order: 422,
  event_not_found: 404,
  ticket_type_not_found: 404,
  event_not_on_sale: 409,
  sales_not_open: 409,
  sales_ended: 409,
  sales_paused: 409,
  event_cancelled: 409,
  sold_out: 409,
  price_changed: 409,
  too_many_unpaid: 409,
  amount_not_chargeable: 422,
  promo_unknown: 404,
  promo_not_yet: 409,
  promo_ended: 409,
  promo_used_up: 409,
  promo_used_by_you: 409,
  promo_not_for_these: 422,
  promo_taken: 409,
  promoter_code_taken: 409,
  promoter_link_ended: 404,
  list_name_taken: 409,
  list_closed: 409,
  list_full: 409,
  guest_arrived: 409,
  client_key_conflict: 409,
  night_invalid: 422,
  night_conflict: 409,
  night_not_over: 409,
  order_not_found: 404,
  order_not_payable: 409,
  order_not_complete: 409,
  ticket_not_replaceable: 409,
  ticket_not_transferable: 409,
  ticket_already_offered: 409,
  transfer_not_found: 404,
  transfer_accepted: 409,
  transfer_taken_back: 410,
  refund_exceeds: 409,
  nothing_to_refund: 409,
  request_conflict: 409,
  tickets_mismatch: 400,
  pairing_code_invalid: 404,
  pairing_code_used: 409,
  pairing_code_expired: 410,
  not_staff: 403,
  second_factor_needed: 403,
  not_allowed: 403,
  last_admin: 409,
  already_staff: 409,
  link_ended: 410,
  password_weak: 422,
  person_is_buying: 409,
  ban_lifted: 409,
  not_a_device: 403,
  event_not_allowed: 403,
  too_many_requests: 429,
  bad_signature: 400,
  payment_refused: 409,
  payment_provider_unavailable: 502,
  not_found: 404,
  internal: 500,
  payload_too_large: 413,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** True for a registered code; narrows an untrusted string such as a database error's message. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, text)
}

/** The HTTP status of a code. */
export function errorStatus(code: ErrorCode): number {
  return ERROR_STATUS[code]
}
