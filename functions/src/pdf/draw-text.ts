// Text in a PDF: each character in a font that has it, and never wider than its box.
import type { Color, PDFFont, PDFPage } from 'pdf-lib'

export type Face = { font: PDFFont; fallback: PDFFont }

export type TextPlace = {
  x: number
  y: number
  size: number
  maxWidth: number
  face: Face
  color: Color
  align?: 'left' | 'center'
  /** Shrinks down to this before it cuts. */
  minSize?: number
}

type Run = { text: string; font: PDFFont }

export function drawText(page: PDFPage, text: string, place: TextPlace): void {
  const { runs, size } = fitText(clean(text), place)
  const width = widthOf(runs, size)
  let x = place.align === 'center' ? place.x + (place.maxWidth - width) / 2 : place.x
  for (const run of runs) {
    page.drawText(run.text, { x, y: place.y, size, font: run.font, color: place.color })
    x += run.font.widthOfTextAtSize(run.text, size)
  }
}

/** Breaks at spaces into lines that fit; a word wider than the box stays whole and is shrunk when drawn. */
export function wrapText(
  text: string,
  { face, size, maxWidth }: Pick<TextPlace, 'face' | 'size' | 'maxWidth'>,
): string[] {
  const lines: string[] = []
  for (const word of clean(text).split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && widthOf(runsOf(longer, face), size) <= maxWidth)
      lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function fitText(
  text: string,
  { face, size, minSize = size * 0.6, maxWidth }: TextPlace,
): { runs: Run[]; size: number } {
  const runs = runsOf(text, face)
  const wanted = widthOf(runs, size)
  if (wanted <= maxWidth) return { runs, size }
  const shrunk = Math.max(minSize, (size * maxWidth) / wanted)
  const characters = Array.from(text)
  let cut = runs
  while (widthOf(cut, shrunk) > maxWidth && characters.length > 1) {
    characters.pop()
    cut = runsOf(`${characters.join('').trimEnd()}…`, face)
  }
  return { runs: cut, size: shrunk }
}

function runsOf(text: string, face: Face): Run[] {
  const own = charactersOf(face.font)
  const others = charactersOf(face.fallback)
  const runs: Run[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const font = own.has(point) || !others.has(point) ? face.font : face.fallback
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ text: character, font })
  }
  return runs
}

const sets = new WeakMap<PDFFont, ReadonlySet<number>>()

function charactersOf(font: PDFFont): ReadonlySet<number> {
  const known = sets.get(font)
  if (known !== undefined) return known
  const set = new Set(font.getCharacterSet())
  sets.set(font, set)
  return set
}

function widthOf(runs: readonly Run[], size: number): number {
  return runs.reduce((sum, { text, font }) => sum + font.widthOfTextAtSize(text, size), 0)
}

/** Composes accents, since fonts have "é" but not its parts, and joins lines. */
function clean(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
