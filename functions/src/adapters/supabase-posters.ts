// Posters in Supabase Storage, with the secret key: SQL may list them, but only Storage may delete.
// https://supabase.com/docs/guides/storage/management/delete-objects
import { POSTER_BUCKET } from '@maguey/wire/posters'
import type { Posters } from '../ports/posters.ts'
import type { CallOptions } from './supabase-call.ts'

const DEADLINE_MS = 15_000

type StorageOptions = Pick<CallOptions, 'url' | 'secretKey' | 'fetch' | 'deadlineMs'>

export function createSupabasePosters(options: StorageOptions): Posters {
  const { url, secretKey, deadlineMs = DEADLINE_MS } = options
  const send = options.fetch ?? fetch
  return {
    async remove(names) {
      try {
        const answer = await send(`${url}/storage/v1/object/${POSTER_BUCKET}`, {
          method: 'DELETE',
          headers: {
            apikey: secretKey,
            authorization: `Bearer ${secretKey}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ prefixes: names }),
          signal: AbortSignal.timeout(deadlineMs),
        })
        return answer.ok
      } catch {
        return false
      }
    },
  }
}
