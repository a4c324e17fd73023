// A door phone over Supabase: SQL functions called with the phone's own access token.
import { scannerStock } from '@maguey/wire/door-stock'
import type { DoorPhone } from '../ports/door-phone.ts'
import { type CallOptions, createCall } from './supabase-call.ts'

export function createDoorPhone(options: CallOptions, accessToken: string): DoorPhone {
  return { readStock: createCall({ ...options, accessToken })(scannerStock) }
}
