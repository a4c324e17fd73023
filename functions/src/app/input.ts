// The schemas of everything that comes in from outside, and how their refusals are named.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import { localeSchema } from '@maguey/wire/values'
import type { Context } from 'hono'
import * as v from 'valibot'
import { failure, type Result, success } from '../problem.ts'

const MAX_LINES = 20
const MAX_QUANTITY = 1_000

/** Valibot messages are our error codes here, so that a field's refusal is a registered one. */
const invalid: ErrorCode = 'invalid_request'
const badQuantity: ErrorCode = 'invalid_quantity'
const badEmail: ErrorCode = 'invalid_email'

export const text = (maxLength: number) =>
  v.pipe(
    v.string(invalid),
    v.trim(),
    v.minLength(1, invalid),
    v.maxLength(maxLength, invalid),
    v.check(isWritable, invalid),
  )

export const email = v.pipe(
  v.string(badEmail),
  v.trim(),
  v.maxLength(254, badEmail),
  v.rfcEmail(badEmail),
  v.regex(/^[^@]+@[^@]+\.[^@.]+$/, badEmail),
)

export const locale = v.picklist(localeSchema.options, invalid)

export const clientKey = v.pipe(v.string(invalid), v.regex(/^[A-Za-z0-9_-]{16,64}$/, invalid))

export const quantity = v.pipe(
  v.number(badQuantity),
  v.integer(badQuantity),
  v.minValue(1, badQuantity),
  v.maxValue(MAX_QUANTITY, 'too_many_per_order' satisfies ErrorCode),
)

export const customer = v.object({ email, name: text(120) }, invalid)

/** A malformed code gets the same answer as an unknown one. */
const promoText = v.pipe(
  v.string(invalid),
  v.trim(),
  v.minLength(1, invalid),
  v.maxLength(40, 'promo_unknown' satisfies ErrorCode),
  v.check(isWritable, 'promo_unknown' satisfies ErrorCode),
)

export const promoSchema = v.object({ code: promoText }, invalid)

/** Unknown keys, such as a total, are dropped here, so nothing downstream can read them. */
export const checkoutSchema = v.object(
  {
    event: text(200),
    items: v.pipe(
      v.array(
        v.object(
          {
            ticket_type: text(200),
            quantity,
            // Compared with the database's price, never charged.
            price_shown: v.optional(
              v.pipe(v.string(invalid), v.regex(/^\d{1,8}(\.\d{1,2})?$/, invalid)),
            ),
          },
          invalid,
        ),
        invalid,
      ),
      v.minLength(1, badQuantity),
      v.maxLength(MAX_LINES, invalid),
    ),
    customer,
    promo_code: v.optional(promoText),
    // Whatever an address carries must not stop a sale: what can't be a code is none.
    referral: v.optional(v.fallback(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{3,24}$/)), '')),
    locale: v.optional(locale),
    /** Without a key, nothing protects the request against being sent twice. */
    client_key: v.optional(clientKey),
  },
  invalid,
)

/** Eight Crockford characters as people type them: any case, spaces and dashes, O for 0, I or L for 1. */
export const pairSchema = v.object(
  {
    code: v.pipe(
      v.string(invalid),
      v.maxLength(40, invalid),
      v.transform((code) =>
        code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'),
      ),
    ),
    device_name: v.optional(
      v.pipe(v.string(invalid), v.trim(), v.maxLength(80, invalid), v.check(isWritable, invalid)),
      '',
    ),
  },
  invalid,
)

export const uuid = v.pipe(v.string(), v.uuid())
export const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))
const sessionId = v.pipe(v.string(), v.regex(/^cs_[A-Za-z0-9_]{1,250}$/))

/** Anything that can't be an order's key gets the same answer as an unknown one. */
export function readOrderKey(
  orderId: string,
  orderToken: string | undefined,
): Result<{ orderId: string; token: string }> {
  if (!v.is(uuid, orderId) || !v.is(token, orderToken)) return failure('order_not_found')
  return success({ orderId: orderId.toLowerCase(), token: orderToken })
}

export function readSessionId(text: string | undefined): string | null {
  return v.is(sessionId, text) ? text : null
}

/** Reads a request's JSON body without throwing at what a stranger sends, and judges it by `schema`. */
export async function readInput<Schema extends v.GenericSchema<unknown, unknown>>(
  context: Context,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>>> {
  try {
    return parseInput(schema, JSON.parse(await context.req.text()))
  } catch (error) {
    // A body over the limit breaks the stream with Hono's own error, which becomes 413 further up.
    if (error instanceof SyntaxError) return failure('invalid_request')
    throw error
  }
}

/** The answer takes its code and status from the first refused field that has a specific code; every refused field is listed. */
function parseInput<Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  if (parsed.success) return success(parsed.output)
  const fields = parsed.issues.map((issue) => ({
    field: v.getDotPath(issue) ?? '',
    code: issue.message as ErrorCode,
  }))
  const code = fields.find((refused) => refused.code !== invalid)?.code ?? invalid
  return failure(code, { fields })
}

/**
 * Control characters have no place in a name and could split a mail header; NUL and half a surrogate pair are no text
 * that Postgres could keep.
 */
export function isWritable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)
}
