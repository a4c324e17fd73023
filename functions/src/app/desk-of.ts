// Whoever asks as a member of staff, as the database will know them.
import type { Context } from 'hono'
import type * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { failure, type Result, success } from '../problem.ts'
import type { AppEnvironment } from './app-environment.ts'
import { readInput } from './input.ts'

/** Whoever asks, as the database will know them, and what they ask for. */
export async function readAsked<Schema extends v.GenericSchema<unknown, unknown>>(
  deps: Dependencies,
  context: Context<AppEnvironment>,
  schema: Schema,
): Promise<Result<{ desk: StaffDesk; input: v.InferOutput<Schema> }>> {
  const desk = deskOf(deps, context)
  if (!desk.ok) return desk
  const input = await readInput(context, schema)
  return input.ok ? success({ desk: desk.value, input: input.value }) : input
}

export function deskOf(deps: Dependencies, context: Context<AppEnvironment>): Result<StaffDesk> {
  const token = bearerOf(context)
  return token === undefined ? failure('not_staff') : success(deps.asStaff(token))
}

/** The access token of whoever asks; undefined without one. */
export function bearerOf(context: Context<AppEnvironment>): string | undefined {
  return /^Bearer ([A-Za-z0-9._-]{20,4096})$/.exec(context.req.header('authorization') ?? '')?.[1]
}
