// Supabase Storage, as far as posters need it: upload, remove, and a public URL for what is in a public bucket.
// https://supabase.com/docs/reference/javascript/storage-from-upload
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type JWTPayload, jwtVerify } from 'jose'
import type { Sql, TransactionSql } from 'postgres'

/** The largest file in any bucket here; a bucket's own limit is usually lower. */
const MOST_BYTES = 10 * 1024 * 1024

/** A user with the claims of their token; null: the holder of the secret key, whom no policy binds. */
type Caller = { id: string; claims: JWTPayload } | null

type Bucket = {
  file_size_limit: string | null
  allowed_mime_types: string[] | null
}
type Refusal = { status: 400 | 401 | 403 | 404 | 409 | 413 | 415; error: string; message: string }
type Upload = { bytes: Uint8Array; type: string }

const refusals = {
  unauthorized: { status: 401, error: 'Unauthorized', message: 'Invalid JWT' },
  policy: {
    status: 403,
    error: 'Unauthorized',
    message: 'new row violates row-level security policy',
  },
  bucket: { status: 404, error: 'Bucket not found', message: 'Bucket not found' },
  object: { status: 404, error: 'not_found', message: 'Object not found' },
  duplicate: { status: 409, error: 'Duplicate', message: 'The resource already exists' },
  size: {
    status: 413,
    error: 'Payload too large',
    message: 'The object exceeded the maximum allowed size',
  },
  type: { status: 415, error: 'invalid_mime_type', message: 'mime type is not supported' },
} as const satisfies Record<string, Refusal>

/** @param secretKey whoever holds it acts as the service role, which no policy binds */
export function createStorageApi(sql: Sql, jwtSecret: string, secretKey: string): Hono {
  const key = new TextEncoder().encode(jwtSecret)
  const callerOf = async (authorization: string | undefined): Promise<Caller | undefined> => {
    if (authorization === `Bearer ${secretKey}`) return null
    try {
      const { payload } = await jwtVerify(authorization?.replace(/^Bearer /, '') ?? '', key)
      const { role, sub } = payload
      return role === 'authenticated' && sub ? { id: sub, claims: payload } : undefined
    } catch {
      return undefined
    }
  }
  const app = new Hono().basePath('/storage/v1/object')

  app.get('/public/:bucket/:name{.+}', async (c) => {
    const { bucket, name } = c.req.param()
    const [found] = await sql`
      select o.metadata ->> 'mimetype' as type, k.bytes from storage.objects o join storage.contents k on k.object_id = o.id
      join storage.buckets b on b.id = o.bucket_id where b.id = ${bucket} and b.public and o.name = ${name}`
    if (found === undefined) return refuse(refusals.object)
    return new Response(found.bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': found.type,
        // A poster's name is never reused.
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
  })

  app.post(
    '/:bucket/:name{.+}',
    bodyLimit({ maxSize: MOST_BYTES, onError: () => refuse(refusals.size) }),
    async (c) => {
      const { bucket, name } = c.req.param()
      const caller = await callerOf(c.req.header('authorization'))
      if (caller === undefined) return refuse(refusals.unauthorized)
      const upload = await readUpload(c.req.raw)
      const trouble = upload === null ? refusals.type : await checkUpload(sql, bucket, upload)
      if (upload === null || trouble !== null) return refuse(trouble ?? refusals.type)
      const refused = await store(sql, caller, { bucket, name, upload })
      return refused === null ? c.json({ Key: `${bucket}/${name}`, Id: name }) : refuse(refused)
    },
  )

  app.delete('/:bucket', async (c) => {
    const caller = await callerOf(c.req.header('authorization'))
    if (caller === undefined) return refuse(refusals.unauthorized)
    const said = (await c.req.json().catch(() => null)) as { prefixes?: unknown } | null
    const names = Array.isArray(said?.prefixes) ? said.prefixes.map(String) : []
    const removed = await asCaller(
      sql,
      caller,
      (tx) =>
        tx`delete from storage.objects where bucket_id = ${c.req.param('bucket')} and name = any (${names}) returning name`,
    )
    return c.json(removed.map((row) => ({ name: row.name })))
  })
  return app
}

const refuse = ({ status, error, message }: Refusal) =>
  Response.json({ statusCode: String(status), error, message }, { status })

/** A browser's Blob arrives as a form, in a field without a name; bytes arrive as the raw body. */
async function readUpload(request: Request): Promise<Upload | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return { bytes: new Uint8Array(await request.arrayBuffer()), type }
  }
  const form = await request.formData().catch(() => null)
  const file = form?.get('')
  return file instanceof File
    ? { bytes: new Uint8Array(await file.arrayBuffer()), type: file.type }
    : null
}

async function checkUpload(sql: Sql, id: string, { bytes, type }: Upload): Promise<Refusal | null> {
  const [bucket] = await sql<Bucket[]>`
    select file_size_limit, allowed_mime_types from storage.buckets where id = ${id}`
  if (bucket === undefined) return refusals.bucket
  if (bucket.file_size_limit !== null && bytes.length > Number(bucket.file_size_limit))
    return refusals.size
  if (bucket.allowed_mime_types !== null && !bucket.allowed_mime_types.includes(type))
    return refusals.type
  return type.startsWith('image/') && !isImage(bytes, type) ? refusals.type : null
}

/** Whether the bytes begin like a picture of that type: an HTML page labelled as a picture doesn't. */
function isImage(bytes: Uint8Array, type: string): boolean {
  const starts = (at: number, text: string) =>
    [...text].every((symbol, n) => bytes[at + n] === symbol.charCodeAt(0))
  if (type === 'image/webp') return starts(0, 'RIFF') && starts(8, 'WEBP')
  if (type === 'image/jpeg') return starts(0, '\xff\xd8\xff')
  return starts(0, '\x89PNG')
}

type Stored = { bucket: string; name: string; upload: Upload }

async function store(
  sql: Sql,
  caller: Caller,
  { bucket, name, upload }: Stored,
): Promise<Refusal | null> {
  const id = crypto.randomUUID()
  const metadata = { size: upload.bytes.length, mimetype: upload.type }
  try {
    await sql.begin(async (tx) => {
      await become(tx, caller)
      await tx`insert into storage.objects (id, bucket_id, name, owner, metadata) values (${id}, ${bucket}, ${name}, ${caller?.id ?? null}, ${tx.json(metadata)})`
      await tx`reset role`
      await tx`insert into storage.contents (object_id, bytes) values (${id}, ${upload.bytes})`
    })
    return null
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42501') return refusals.policy
    if (code === '23505') return refusals.duplicate
    throw error
  }
}

const asCaller = <T>(sql: Sql, caller: Caller, work: (tx: TransactionSql) => Promise<T>) =>
  sql.begin(async (tx) => {
    await become(tx, caller)
    return work(tx)
  }) as Promise<T>

async function become(tx: TransactionSql, caller: Caller): Promise<void> {
  if (caller === null) return
  const claims = JSON.stringify(caller.claims)
  await tx`
    select set_config('request.jwt.claim.sub', ${caller.id}, true), set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`
}
