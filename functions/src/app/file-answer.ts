// Sends a file that the browser shows or saves under its name.
import type { Context } from 'hono'

export function fileAnswer(
  context: Context,
  bytes: Uint8Array,
  contentType: string,
  filename: string,
): Response {
  return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': contentType,
    'Content-Disposition': `inline; filename="${filename.replace(/[^\w.-]/g, '_')}"`,
  })
}
