// Checks form parameters against a schema and words each refusal as Stripe does.
import * as v from 'valibot'
import type { FormTree } from './form-body.ts'
import { invalidRequest, type StripeError } from './stripe-error.ts'

/** Parses `tree` with `schema`, or throws Stripe's 400 for the first invalid parameter. */
export function readParameters<S extends v.GenericSchema<unknown, unknown>>(
  schema: S,
  tree: FormTree,
): v.InferOutput<S> {
  const result = v.safeParse(schema, tree)
  if (result.success) return result.output
  throw refusalOf(result.issues[0])
}

function refusalOf(issue: v.BaseIssue<unknown>): StripeError {
  const param = paramName(issue)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return invalidRequest(`Received unknown parameter: ${param}`, param, 'parameter_unknown')
  }
  if (issue.received === 'undefined') {
    return invalidRequest(`Missing required param: ${param}.`, param, 'parameter_missing')
  }
  if (issue.type === 'regex') {
    return invalidRequest(
      `Invalid integer: ${String(issue.input)}`,
      param,
      'parameter_invalid_integer',
    )
  }
  if (issue.type === 'picklist') {
    const choices = (issue.expected ?? '').replace(/[()"]/g, '').split(' | ').join(', ')
    return invalidRequest(`Invalid ${param}: must be one of ${choices}`, param)
  }
  return invalidRequest(issue.message, param)
}

/** ['line_items', '0', 'quantity'] → `line_items[0][quantity]`. */
function paramName(issue: v.BaseIssue<unknown>): string {
  const [first, ...rest] = (issue.path ?? []).map((item) => String(item.key))
  return `${first ?? ''}${rest.map((key) => `[${key}]`).join('')}`
}

export const text = (maxLength = 5000) =>
  v.pipe(
    v.string('Invalid string'),
    v.maxLength(maxLength, `Invalid string: must be at most ${maxLength} characters`),
  )

export const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(
    v.string('Invalid integer'),
    v.regex(/^-?\d{1,15}$/),
    v.transform(Number),
    v.minValue(min, `This value must be greater than or equal to ${min}.`),
    v.maxValue(max, `This value must be less than or equal to ${max}.`),
  )

export const flag = () =>
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((value) => value === 'true'),
  )

export const url = () => v.pipe(text(), v.check(isWebAddress, 'Not a valid URL'))

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\//i.test(value)) return false
  return URL.canParse(value)
}

/** `[0]…[1]…` or `[]`; the form tree has no arrays, so the schema makes them. */
export const list = <S extends v.GenericSchema<unknown, unknown>>(item: S, maxItems: number) =>
  v.pipe(
    v.custom<FormTree>((value) => typeof value === 'object' && value !== null, 'Invalid array'),
    v.transform((tree) => inOrder(tree) as v.InferInput<S>[]),
    v.array(item),
    v.maxLength(maxItems, `Array may hold at most ${maxItems} items.`),
  )

const inOrder = (tree: FormTree): unknown[] =>
  Object.keys(tree)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => tree[key])

/** https://docs.stripe.com/api/metadata: 50 keys of 40 characters, values of 500; '' removes a key. */
export const metadata = () =>
  v.pipe(
    v.record(
      v.pipe(v.string(), v.maxLength(40, 'Metadata keys can be at most 40 characters.')),
      text(500),
    ),
    v.check(
      (value) => Object.keys(value).length <= 50,
      'You can have up to 50 metadata keys on an object.',
    ),
    v.transform((value) =>
      Object.fromEntries(Object.entries(value).filter(([, kept]) => kept !== '')),
    ),
  )

export const expand = () => v.optional(list(text(200), 20), {})

/** `created`: a moment, or a span of `gt`, `gte`, `lt`, `lte`, in Unix seconds. */
export const createdSpan = () => {
  const moment = () => v.optional(integer(0))
  return v.pipe(
    v.optional(
      v.union([
        v.pipe(
          integer(0),
          v.transform((at) => ({ gt: undefined, gte: at, lt: undefined, lte: at })),
        ),
        v.strictObject({ gt: moment(), gte: moment(), lt: moment(), lte: moment() }),
      ]),
      {},
    ),
    v.transform(({ gt = -1, gte = 0, lt = Infinity, lte = Infinity }) => ({ gt, gte, lt, lte })),
  )
}

export const pagination = {
  limit: v.optional(integer(1, 100), '10'),
  starting_after: v.optional(text()),
  ending_before: v.optional(text()),
}
