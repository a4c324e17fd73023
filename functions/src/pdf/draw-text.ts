// Text in a PDF: each character in a font that has it, and never wider than its box.
import type { Color, PDFFont, PDFPage } from '@cantoo/pdf-lib'
import { romanise } from './romanise.ts'

export type Face = { font: PDFFont; fallback: PDFFont }

export type TextPlace = {
  x: number
  y: number
  size: number
  maxWidth: number
  face: Face
  color: Color
  align?: 'left' | 'center' | 'right'
  /** Shrinks down to this before it cuts. */
  minSize?: number
}

type Run = { text: string; font: PDFFont }

export function drawText(page: PDFPage, text: string, place: TextPlace): void {
  const { runs, size } = fitText(writable(text, place.face), place)
  const width = widthOf(runs, size)
  const spare = { left: 0, center: 0.5, right: 1 }[place.align ?? 'left']
  let x = place.x + (place.maxWidth - width) * spare
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
  for (const word of writable(text, face).split(' ')) {
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
  const runs: Run[] = []
  for (const character of text) {
    const font = own.has(character.codePointAt(0) ?? 0) ? face.font : face.fallback
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

/** Composes accents, since fonts have "é" but not its parts, joins lines, and romanises what no face can write. */
function writable(text: string, { font, fallback }: Face): string {
  const own = charactersOf(font)
  const others = charactersOf(fallback)
  const composed = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  return romanise(composed, (point) => own.has(point) || others.has(point))
}
