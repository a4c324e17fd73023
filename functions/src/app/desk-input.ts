// The schemas of what staff send; what it may contain, the database judges once more.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import * as v from 'valibot'
import { clientKey, email, locale, text } from './input.ts'

const invalid: ErrorCode = 'invalid_request'
const person = { name: text(120), email }
const reason = text(500)

export const correctionSchema = v.object(
  {
    ...person,
    link_version: v.pipe(v.number(invalid), v.integer(invalid), v.minValue(0, invalid)),
    reason,
  },
  invalid,
)

export const reissueSchema = v.object({ reason }, invalid)

export const compSchema = v.object(
  {
    event_id: v.pipe(v.string(invalid), v.uuid(invalid)),
    lines: v.pipe(
      v.array(
        v.object(
          {
            ticket_type_id: v.pipe(v.string(invalid), v.uuid(invalid)),
            quantity: v.pipe(
              v.number('invalid_quantity' satisfies ErrorCode),
              v.integer('invalid_quantity' satisfies ErrorCode),
              v.minValue(1, 'invalid_quantity' satisfies ErrorCode),
              v.maxValue(50, 'invalid_quantity' satisfies ErrorCode),
            ),
          },
          invalid,
        ),
        invalid,
      ),
      v.minLength(1, invalid),
      v.maxLength(20, invalid),
    ),
    customer: v.object({ ...person, locale }, invalid),
    reason,
    client_key: clientKey,
  },
  invalid,
)
