// JSON that has one spelling only, so that it can be hashed: RFC 8785 (JSON Canonicalization Scheme).

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * Members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Throws a RangeError for a number that JSON doesn't have.
 * @example canonicalJson({ b: 1, a: ['é'] }) // '{"a":["é"],"b":1}'
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not in JSON')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
