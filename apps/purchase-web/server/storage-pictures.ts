// Share pictures in Supabase Storage, in the bucket `share`, which only the secret key may write.
// https://supabase.com/docs/guides/storage/uploads/standard-uploads
import type { PictureStore } from './ports.ts'

const DEADLINE_MS = 5_000

export type StorageOptions = { url: string; secretKey: string; fetch: typeof fetch }

export function createStoragePictures({ url, secretKey, fetch }: StorageOptions): PictureStore {
  const at = (path: string) => `${url}/storage/v1/object/${path}`
  const signal = () => AbortSignal.timeout(DEADLINE_MS)
  return {
    async find(name) {
      const response = await fetch(at(`public/share/${name}`), { signal: signal() })
      if (!response.ok) {
        await response.body?.cancel()
        return null
      }
      return new Uint8Array(await response.arrayBuffer())
    },
    async keep(name, picture) {
      const response = await fetch(at(`share/${name}`), {
        method: 'POST',
        headers: {
          apikey: secretKey,
          authorization: `Bearer ${secretKey}`,
          'content-type': 'image/jpeg',
          'cache-control': 'max-age=31536000',
        },
        body: picture,
        signal: signal(),
      })
      if (response.ok || response.status === 409) {
        await response.body?.cancel()
        return
      }
      const { statusCode } = await refusalOf(response)
      if (statusCode !== ALREADY_THERE)
        throw new Error(`Storage said ${response.status} ${statusCode}`.trimEnd())
    },
  }
}

/** Another instance was faster with the same picture: Storage answers 400, with this in the body. */
const ALREADY_THERE = '409'

async function refusalOf(response: Response): Promise<{ statusCode: string }> {
  const body: unknown = await response.json().catch(() => null)
  const known = typeof body === 'object' && body !== null && 'statusCode' in body
  return { statusCode: known ? String(body.statusCode) : '' }
}
