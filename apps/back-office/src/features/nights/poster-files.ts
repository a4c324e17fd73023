// Turns the picture that a manager chose into the files that the shop serves, here in the browser.
import { BACKDROP_WIDTH, POSTER_WIDTHS } from '@maguey/wire/posters'

const MOST_BYTES = 20 * 1024 * 1024
/** Phones have dense screens, on which nobody sees what a lower quality loses, and wait for the bytes. */
const qualityAt = (width: number) => (width < 1000 ? 0.65 : 0.82)

export type PosterFile = { width: number; blob: Blob }
export type PosterFiles = { extension: 'webp' | 'jpg'; files: PosterFile[] }
export type PosterTrouble = 'too_large' | 'no_picture'

/** Pictures narrower than a width are not enlarged: the file is then as wide as the picture. */
export async function makePosterFiles(file: Blob): Promise<PosterFiles | PosterTrouble> {
  if (file.size > MOST_BYTES) return 'too_large'
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap === null) return 'no_picture'
  const first = await draw(bitmap, BACKDROP_WIDTH, 'image/webp')
  // WebKit can decode WebP but can't encode it.
  const type = first.type === 'image/webp' ? 'image/webp' : 'image/jpeg'
  const files: PosterFile[] = []
  for (const width of [...POSTER_WIDTHS, BACKDROP_WIDTH]) {
    files.push({ width, blob: await draw(bitmap, width, type) })
  }
  bitmap.close()
  return { extension: type === 'image/webp' ? 'webp' : 'jpg', files }
}

async function draw(bitmap: ImageBitmap, mostWidth: number, type: string): Promise<Blob> {
  const width = Math.min(mostWidth, bitmap.width)
  const height = Math.max(1, Math.round((bitmap.height * width) / bitmap.width))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))),
      type,
      qualityAt(width),
    )
  })
}
