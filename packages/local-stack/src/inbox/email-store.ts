// Keeps each e-mail as one JSON file, written atomically; once an id has been returned, the e-mail is on disk.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '../write-file-atomically.ts'
import type { EmailRequest } from './email-request.ts'

export type StoredEmail = EmailRequest & {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly created_at: string
  /** Orders e-mails from the same millisecond. */
  readonly sequence: number
  readonly idempotency: { readonly key: string; readonly requestHash: string } | null
}

export type EmailStore = {
  /** Newest first. */
  readonly list: () => StoredEmail[]
  readonly get: (id: string) => StoredEmail | undefined
  readonly byKey: (key: string) => StoredEmail | undefined
  readonly add: (email: Omit<StoredEmail, 'sequence'>) => Promise<void>
  readonly clear: () => void
  /** Resolves when every write in flight has ended. */
  readonly idle: () => Promise<void>
}

/** Without a folder the e-mails live in memory only. */
export function openEmailStore(folder: string | undefined): EmailStore {
  const emails = new Map<string, StoredEmail>()
  const writes = new Set<Promise<void>>()
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const email of readFolder(folder)) emails.set(email.id, email)
  }
  let sequence = Math.max(0, ...[...emails.values()].map((email) => email.sequence))
  const keep = (email: StoredEmail): Promise<void> => {
    if (folder === undefined) return Promise.resolve()
    const write = writeFileAtomically(join(folder, `${email.id}.json`), JSON.stringify(email))
    const settled = write
      .catch(() => {}) // the caller of `add` gets the error
      .finally(() => writes.delete(settled))
    writes.add(settled)
    return write
  }
  return {
    list: () => [...emails.values()].sort((a, b) => b.sequence - a.sequence),
    get: (id) => emails.get(id),
    byKey: (key) => [...emails.values()].find((email) => email.idempotency?.key === key),
    add: async (given) => {
      sequence += 1
      const email = { ...given, sequence }
      emails.set(email.id, email)
      await keep(email)
    },
    clear: () => {
      emails.clear()
      if (folder === undefined) return
      for (const name of jsonNames(folder)) rmSync(join(folder, name))
    },
    idle: async () => {
      await Promise.all(writes)
    },
  }
}

const readFolder = (folder: string): StoredEmail[] =>
  jsonNames(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StoredEmail,
  )

const jsonNames = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.json'))
