// Makes the two faces of the first screen small: the letters of both languages and their neighbours, headings in the one
// weight they have. Whatever else a name holds comes from the whole faces. Run: npx tsx art/subset-fonts.ts
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/** `unicode-range` in src/faces.css says the same. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0xa1],
  [0xaa, 0xab],
  [0xb0, 0xb0],
  [0xb7, 0xb7],
  [0xba, 0xbb],
  [0xbf, 0xff],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x20ac, 0x20ac],
  [0x2212, 0x2212],
] as const

const letters = RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
).join('')

const folder = new URL('../../../packages/ui/src/brand/first-faces/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const [name, axes] of [
  ['bricolage-grotesque', { wght: 800 }],
  ['instrument-sans', {}],
] as const) {
  const path = `@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`
  const whole = await readFile(new URL(import.meta.resolve(path)))
  const part = await subsetFont(whole, letters, { targetFormat: 'woff2', variationAxes: axes })
  await writeFile(new URL(`${name}-first.woff2`, folder), part)
  process.stdout.write(`${name}: ${whole.length} → ${part.length} bytes\n`)
}
