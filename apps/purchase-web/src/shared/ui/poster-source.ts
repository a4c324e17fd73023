// The widths that a poster comes in.
import { pageConfig } from '@maguey/ui/config/page-config.ts'

const WIDTHS = [480, 800, 1200] as const

export type PosterSource = { src: string; srcSet?: string }

type Own = { path: string; extension: string; stored: boolean }

/**
 * Posters that ship with the shop (`/images/<name>.webp`) and those that managers put into Storage exist in several
 * widths; any other address is used as it is. Of a stored one the widest has the plain name.
 * @example posterSource('/images/perreo-fridays.webp').src // '/images/perreo-fridays-800.webp'
 */
export function posterSource(imageUrl: string, apiUrl?: string): PosterSource {
  const own = ownPath(imageUrl)
  if (!own) return { src: imageUrl }
  const at = (width: number) =>
    addressOf(own, own.stored && width === 1200 ? '' : `-${width}`, apiUrl)
  return { src: at(800), srcSet: WIDTHS.map((width) => `${at(width)} ${width}w`).join(', ') }
}

/** The same picture for a blurred backdrop, where it comes that small. */
export function backdropSource(imageUrl: string, apiUrl?: string): string {
  const own = ownPath(imageUrl)
  return own ? addressOf(own, '-48', apiUrl) : imageUrl
}

const addressOf = ({ path, extension, stored }: Own, suffix: string, apiUrl?: string) =>
  `${stored ? (apiUrl ?? pageConfig().apiUrl) : ''}${path}${suffix}.${extension}`

function ownPath(imageUrl: string): Own | null {
  const parts =
    /^(?<path>\/images\/[a-z0-9-]+|\/storage\/v1\/object\/public\/posters\/[0-9a-f-]+\/[0-9a-f-]+)\.(?<extension>webp|jpg)$/.exec(
      imageUrl,
    )?.groups
  if (!parts?.path || !parts.extension) return null
  return {
    path: parts.path,
    extension: parts.extension,
    stored: parts.path.startsWith('/storage/'),
  }
}
