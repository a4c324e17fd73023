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
      await response.body?.cancel()
      // 409: another instance was faster with the same picture; Storage may say so with a 400.
      if (!response.ok && response.status !== 409 && response.status !== 400)
        throw new Error(`Storage said ${response.status}`)
    },
  }
}
