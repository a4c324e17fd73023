// Reads a request's JSON without throwing at what a stranger sends.
import type { Context } from 'hono'
import { failure, type Result, success } from '../problem.ts'

export async function readJson(context: Context): Promise<Result<unknown>> {
  try {
    return success(JSON.parse(await context.req.text()))
  } catch (error) {
    // A body over the limit breaks the stream with Hono's own error, which becomes 413 further up.
    if (error instanceof SyntaxError) return failure('invalid_request')
    throw error
  }
}
