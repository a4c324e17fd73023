// Reads the PDF's typefaces from the disk. `build.mjs` puts read-fonts.bundled.ts in this file's place.
import { readFile } from 'node:fs/promises'
import type { FontFiles } from './font-files.ts'

const folder = new URL('../../assets/fonts/', import.meta.url)

export async function readFonts(): Promise<FontFiles> {
  const [regular, bold, fallback] = await Promise.all(
    ['instrument-sans-regular.ttf', 'instrument-sans-bold.ttf', 'noto-sans-regular.ttf'].map(
      (name) => readFile(new URL(name, folder)),
    ),
  )
  if (regular === undefined || bold === undefined || fallback === undefined)
    throw new Error('no fonts')
  return { regular, bold, fallback }
}
