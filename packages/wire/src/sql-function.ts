// One SQL function as its callers see it: name, arguments and answer. The compiler checks name and arguments against
// the types generated from the database.
import type { Database, Json } from '@maguey/supabase/database-types'
import type { GenericSchema } from 'valibot'

type SqlFunctions = Database['public']['Functions']
type SqlName = keyof SqlFunctions & string

type SqlArgs<Name extends SqlName> = [SqlFunctions[Name]['Args']] extends [never]
  ? Record<never, never>
  : SqlFunctions[Name]['Args']

type RequiredKeys<T> = {
  [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K
}[keyof T]

/** The generated types don't describe the contents of a jsonb argument, so our own type applies there. */
type SqlArg<T> = Json extends T ? unknown : Json[] extends T ? readonly unknown[] : T

/** No argument that SQL doesn't have, and none missing that SQL requires. */
type Matching<Name extends SqlName, Args> = {
  [K in keyof Args]: K extends keyof SqlArgs<Name> ? SqlArg<SqlArgs<Name>[K]> : never
} & { [K in RequiredKeys<SqlArgs<Name>>]: unknown }

export type SqlFunction<Input, Schema extends GenericSchema> = {
  readonly name: SqlName
  readonly args: (input: Input) => object
  readonly answer: Schema
}

/**
 * @example
 * const eventLive = sqlFunction({
 *   name: 'event_live',
 *   args: (eventId: string) => ({ p_event_id: eventId }),
 *   answer: liveSchema,
 * })
 */
// @__NO_SIDE_EFFECTS__
export function sqlFunction<
  Name extends SqlName,
  Input,
  Args extends Matching<Name, Args>,
  Schema extends GenericSchema,
>(definition: {
  name: Name
  args: (input: Input) => Args
  answer: Schema
}): SqlFunction<Input, Schema> {
  return definition
}
