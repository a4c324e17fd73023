// Where posters are stored: a public Supabase Storage bucket. Each poster gets a new name, so nothing stale is served.

import { POSTER_BUCKET, type PosterPath, posterFile, STORED_POSTERS } from '@maguey/wire/posters'
import type { SupabaseClient } from '@supabase/supabase-js'
import { makePosterFiles, type PosterTrouble } from './poster-files.ts'

export type PosterStore = {
  /** Resolves to the path that the night stores; `refused`: not stored, the earlier poster stays. */
  put: (nightId: string, file: Blob) => Promise<{ path: string } | PosterTrouble | 'refused'>
}

export function createPosterStore(storage: SupabaseClient['storage']): PosterStore {
  return {
    async put(nightId, file) {
      const made = await makePosterFiles(file)
      if (typeof made === 'string') return made
      const bucket = storage.from(POSTER_BUCKET)
      const poster: PosterPath = {
        stem: `${nightId}/${crypto.randomUUID()}`,
        extension: made.extension,
      }
      const results = await Promise.all(
        made.files.map(({ width, blob }) =>
          bucket.upload(posterFile(poster, width), blob, {
            contentType: blob.type,
            cacheControl: '31536000',
          }),
        ),
      )
      return results.some(({ error }) => error !== null)
        ? 'refused'
        : { path: `${STORED_POSTERS}${poster.stem}.${poster.extension}` }
    },
  }
}
