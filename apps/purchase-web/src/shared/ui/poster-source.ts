// Which file of a poster an <img> shows.
import { pageConfig } from '@maguey/ui/config/page-config.ts'
import {
  BACKDROP_WIDTH,
  POSTER_WIDTHS,
  posterFile,
  readPosterPath,
  STORED_POSTERS,
} from '@maguey/wire/posters'

export type PosterSource = { src: string; srcSet?: string }

/**
 * Posters that ship with the shop and those that managers put into Storage come in several widths; any other address
 * is used as it is.
 * @example posterSource('/images/perreo-fridays.webp').src // '/images/perreo-fridays-800.webp'
 */
export function posterSource(imageUrl: string, apiUrl?: string): PosterSource {
  const at = sourceOf(imageUrl, apiUrl)
  if (at === null) return { src: imageUrl }
  return { src: at(800), srcSet: POSTER_WIDTHS.map((width) => `${at(width)} ${width}w`).join(', ') }
}

/** The same picture for a blurred backdrop, where it comes that small. */
export const backdropSource = (imageUrl: string, apiUrl?: string): string =>
  sourceOf(imageUrl, apiUrl)?.(BACKDROP_WIDTH) ?? imageUrl

function sourceOf(imageUrl: string, apiUrl?: string): ((width: number) => string) | null {
  const poster = readPosterPath(imageUrl)
  if (poster === null) return null
  const origin = imageUrl.startsWith(STORED_POSTERS) ? (apiUrl ?? pageConfig().apiUrl) : ''
  return (width) => `${origin}${posterFile(poster, width)}`
}
