// A night's poster: where its files are, and in which widths the back office makes them and the shop asks for them.

/** In pixels. */
export const POSTER_WIDTHS = [480, 800, 1200] as const
/** For a blurred backdrop: a kilobyte or two. */
export const BACKDROP_WIDTH = 48
export const POSTER_BUCKET = 'posters'
export const STORED_POSTERS = `/storage/v1/object/public/${POSTER_BUCKET}/`

/** The database has the same rule in `internal.is_poster_path`; a test compares the two. */
const PATH = new RegExp(
  `^(?<stem>/images/[a-z0-9-]+|${STORED_POSTERS}[0-9a-f-]+/[0-9a-f-]+)\\.(?<extension>webp|jpg)$`,
)

export type PosterPath = { readonly stem: string; readonly extension: string }

/**
 * Reads the path that a night stores: a picture that ships with the shop, or one in Storage. Null for anything else.
 * @example readPosterPath('/images/perreo-fridays.webp') // { stem: '/images/perreo-fridays', extension: 'webp' }
 */
export function readPosterPath(path: string): PosterPath | null {
  const { stem, extension } = PATH.exec(path)?.groups ?? {}
  return stem === undefined || extension === undefined ? null : { stem, extension }
}

/**
 * The file in one of the widths. The widest has the plain name, which is what the night stores.
 * @example posterFile({ stem: '/images/perreo-fridays', extension: 'webp' }, 800) // '/images/perreo-fridays-800.webp'
 */
export const posterFile = ({ stem, extension }: PosterPath, width: number): string =>
  `${stem}${width === POSTER_WIDTHS.at(-1) ? '' : `-${width}`}.${extension}`
