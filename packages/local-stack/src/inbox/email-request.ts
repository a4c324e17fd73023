// The body of Resend's `POST /emails`: https://resend.com/docs/api-reference/emails/send-email
import * as v from 'valibot'

const addresses = (least: number) =>
  v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(least), v.maxLength(50))])

const attachment = v.pipe(
  v.object({
    filename: v.optional(v.string()),
    content: v.pipe(
      v.string(),
      v.check(isBase64, 'The `content` of an attachment must be base64.'),
    ),
    content_type: v.optional(v.string()),
    content_id: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(128)))),
  }),
  v.transform((given) => ({
    filename: given.filename ?? 'attachment',
    content: given.content.replace(/\s/g, ''),
    content_type: given.content_type ?? typeByName(given.filename ?? ''),
    content_id: given.content_id ?? null,
  })),
)

export const emailRequest = v.pipe(
  v.object({
    from: v.pipe(v.string(), v.regex(/^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/)),
    to: addresses(1),
    subject: v.string(),
    cc: v.optional(addresses(0), []),
    bcc: v.optional(addresses(0), []),
    reply_to: v.optional(addresses(0), []),
    html: v.optional(v.nullable(v.string())),
    text: v.optional(v.nullable(v.string())),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    attachments: v.optional(v.array(attachment), []),
    tags: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
  }),
  v.check(({ html, text }) => Boolean(html) || Boolean(text), 'Missing `html` or `text` field.'),
  v.transform((given) => ({
    ...given,
    to: asList(given.to),
    cc: asList(given.cc),
    bcc: asList(given.bcc),
    reply_to: asList(given.reply_to),
    html: given.html ?? null,
    text: given.text ?? null,
  })),
)

export type EmailRequest = v.InferOutput<typeof emailRequest>

const asList = (value: string | readonly string[]): string[] =>
  typeof value === 'string' ? [value] : [...value]

function isBase64(content: string): boolean {
  return /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(content)
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  ics: 'text/calendar',
  txt: 'text/plain',
  html: 'text/html',
}

const typeByName = (filename: string): string =>
  TYPES[filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'
