// The PIN with which a manager overrules a verdict at the door. Only its hash travels.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { moment } from './values.ts'

/** Derived where the PIN is typed; salt (16 bytes) and hash (32 bytes) are base64url. */
export type PinHash = { salt: string; hash: string; iterations: number }

const pinSchema = v.object({ set_at: v.nullable(moment) })

/** Refusals of all three: `not_allowed` below the role of a manager. */
export const doorPin = sqlFunction({
  name: 'door_pin',
  args: () => ({}),
  answer: pinSchema,
})

export const setDoorPin = sqlFunction({
  name: 'set_door_pin',
  args: ({ salt, hash, iterations }: PinHash) => ({
    p_salt: salt,
    p_hash: hash,
    p_iterations: iterations,
  }),
  answer: pinSchema,
})

export const removeDoorPin = sqlFunction({
  name: 'remove_door_pin',
  args: () => ({}),
  answer: pinSchema,
})
