// Share pictures from the store, or drawn and kept: each once, however many ask for it together.
import { posterSource } from '#shared/ui/poster-source.ts'
import type { ShopDependencies } from './ports.ts'
import { drawSharePicture, type NamedPicture, type Poster } from './share-picture.ts'

const MAX_POSTER_BYTES = 8_000_000
const POSTER_DEADLINE_MS = 5_000
/** A poster that couldn't be had isn't asked for again before. */
const POSTER_LOST_MS = 60_000
const MAX_LOST = 200

/** Not whole: its poster couldn't be had or drawn. It is not kept: the next may have it. */
export type ShelfPicture = { bytes: Uint8Array<ArrayBuffer>; whole: boolean }

type ShelfDependencies = Pick<
  ShopDependencies,
  'settings' | 'build' | 'pictures' | 'clock' | 'log' | 'fetch'
>

export function createPictureShelf(deps: ShelfDependencies, draw = drawSharePicture) {
  const drawing = new Map<string, Promise<ShelfPicture>>()
  const lostUntilMs = new Map<string, number>()

  const complain = (event: string, error: unknown) =>
    deps.log({ level: 'error', event, reason: error instanceof Error ? error.message : 'unknown' })

  function lose(poster: string): void {
    if (lostUntilMs.size >= MAX_LOST) lostUntilMs.clear()
    lostUntilMs.set(poster, deps.clock.nowMs() + POSTER_LOST_MS)
  }

  async function posterOf(imageUrl: string): Promise<Poster> {
    if (deps.clock.nowMs() < (lostUntilMs.get(imageUrl) ?? 0)) return null
    const image = await fetchPoster(deps, imageUrl)
    if (image === null) lose(imageUrl)
    return image
  }

  async function drawWhole({ picture, poster }: NamedPicture): Promise<ShelfPicture> {
    const image = poster === null ? null : await posterOf(poster)
    if (image === null) return { bytes: await draw(picture, null), whole: poster === null }
    try {
      return { bytes: await draw(picture, image), whole: true }
    } catch (error) {
      complain('share_poster_not_drawn', error)
      if (poster !== null) lose(poster)
      return { bytes: await draw(picture, null), whole: false }
    }
  }

  async function find(drawn: NamedPicture): Promise<ShelfPicture> {
    const kept = await deps.pictures.find(drawn.name).catch(() => null)
    if (kept !== null) return { bytes: kept, whole: true }
    const made = await drawWhole(drawn)
    if (made.whole)
      await deps.pictures
        .keep(drawn.name, made.bytes)
        .catch((error: unknown) => complain('share_picture_not_kept', error))
    return made
  }

  return {
    read(drawn: NamedPicture): Promise<ShelfPicture> {
      const running = drawing.get(drawn.name)
      if (running !== undefined) return running
      const started = find(drawn).finally(() => drawing.delete(drawn.name))
      drawing.set(drawn.name, started)
      return started
    },
  }
}

async function fetchPoster(deps: ShelfDependencies, imageUrl: string): Promise<Poster> {
  const { shopUrl, supabaseUrl } = deps.settings
  const { src } = posterSource(imageUrl, supabaseUrl)
  try {
    const response = src.startsWith('/')
      ? await deps.build.file(new Request(`${shopUrl}${src}`))
      : await deps.fetch(src, {
          signal: AbortSignal.timeout(POSTER_DEADLINE_MS),
        })
    if (!isPoster(response)) {
      await response.body?.cancel()
      return null
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    return bytes.length > MAX_POSTER_BYTES ? null : bytes
  } catch {
    return null
  }
}

/** By its head, before a byte of it is read. */
const isPoster = ({ ok, headers }: Response): boolean =>
  ok &&
  /^image\/(webp|jpeg|png)$/.test(headers.get('content-type') ?? '') &&
  Number(headers.get('content-length') ?? 0) <= MAX_POSTER_BYTES
