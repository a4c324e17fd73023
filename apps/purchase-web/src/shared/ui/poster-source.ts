// The widths that a poster comes in.

const WIDTHS = [480, 800, 1200] as const

export type PosterSource = { src: string; srcSet?: string }

/**
 * Posters that ship with the shop (`/images/<name>.webp`) exist in several widths; any other address is used as it is.
 * @example posterSource('/images/perreo-fridays.webp').src // '/images/perreo-fridays-800.webp'
 */
export function posterSource(imageUrl: string): PosterSource {
  const own = ownPath(imageUrl)
  if (!own) return { src: imageUrl }
  return {
    src: `${own}-800.webp`,
    srcSet: WIDTHS.map((width) => `${own}-${width}.webp ${width}w`).join(', '),
  }
}

/** The same picture for a blurred backdrop, where it comes that small. */
export function backdropSource(imageUrl: string): string {
  const own = ownPath(imageUrl)
  return own ? `${own}-48.webp` : imageUrl
}

const ownPath = (imageUrl: string) =>
  /^(?<path>\/images\/[a-z0-9-]+)\.webp$/.exec(imageUrl)?.groups?.path
