// How old a phone's ticket list is now, which is older than the phone said when it last called.
import type { Phone } from '@maguey/wire/event-phones'

/** Age at its last report plus the silence since: it can't have pulled without reporting. Null: never reported. */
export function listAgeMs(
  phone: Pick<Phone, 'list_age_ms' | 'last_seen_at'>,
  nowMs: number,
): number | null {
  if (phone.list_age_ms === null || phone.last_seen_at === null) return phone.list_age_ms
  return phone.list_age_ms + Math.max(0, nowMs - phone.last_seen_at)
}
