// Text that flows down A4 pages: lines, pairs, tables whose heads are repeated on the next page.
import { type Color, type PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib'
import { drawText, wrapText } from './draw-text.ts'
import type { Faces } from './embed-faces.ts'

const WIDTH = 595
const HEIGHT = 842
const MARGIN = 42
const BOTTOM = 58
export const INNER = WIDTH - 2 * MARGIN

const ink = rgb(0.11, 0.102, 0.078)
const soft = rgb(0.341, 0.318, 0.259)
const rule = rgb(0.851, 0.804, 0.714)

const LOOKS = {
  title: { size: 22, bold: true, color: ink },
  heading: { size: 13, bold: true, color: ink },
  strong: { size: 10.5, bold: true, color: ink },
  plain: { size: 9, bold: false, color: ink },
  head: { size: 7.5, bold: true, color: soft },
  soft: { size: 8.5, bold: false, color: soft },
} as const satisfies Record<string, { size: number; bold: boolean; color: Color }>
export type Look = keyof typeof LOOKS

export type Piece = {
  readonly text: string
  readonly look: Look
  /** From the left margin, and how wide. Default: the whole line. */
  readonly x?: number
  readonly width?: number
  readonly align?: 'left' | 'right'
}

export type Flow = ReturnType<typeof createFlow>

export function createFlow(pdf: PDFDocument, faces: Faces) {
  const pages: PDFPage[] = []
  let page = pdf.addPage([WIDTH, HEIGHT])
  let y = HEIGHT - MARGIN
  pages.push(page)

  function turn(): void {
    page = pdf.addPage([WIDTH, HEIGHT])
    pages.push(page)
    y = HEIGHT - MARGIN
  }

  const write = (piece: Piece, baseline: number) => writeOn(page, faces, piece, baseline)

  /** @returns whether a new page was begun */
  function need(height: number): boolean {
    if (y - height >= BOTTOM) return false
    turn()
    return true
  }

  function line(pieces: readonly Piece[]): void {
    const height = Math.max(...pieces.map(({ look }) => LOOKS[look].size)) * 1.45
    need(height)
    y -= height
    for (const piece of pieces) write(piece, y + height * 0.3)
  }

  const wrapped = (text: string, look: Look, width: number): string[] =>
    wrapText(text, { face: faceOf(look, faces), size: LOOKS[look].size, maxWidth: width })

  return {
    line,
    need,
    wrapped,
    gap: (height: number) => {
      y -= height
    },
    text: (text: string) => {
      for (const paragraph of text.split('\n'))
        for (const one of wrapped(paragraph, 'plain', INNER)) line([{ text: one, look: 'plain' }])
    },
    pair: (name: string, fact: string) => {
      line([
        { text: name, look: 'soft', width: 130 },
        { text: fact, look: 'plain', x: 138, width: INNER - 138 },
      ])
    },
    /** Never alone at the foot of a page. */
    heading: (text: string, below = 40) => {
      y -= 14
      need(20 + below)
      line([{ text, look: 'heading' }])
    },
    rule: () => {
      y -= 2
      const ends = { start: { x: MARGIN, y }, end: { x: WIDTH - MARGIN, y } }
      page.drawLine({ ...ends, thickness: 0.5, color: rule })
      y -= 2
    },
    /** A foot of three texts on every page: left, right, and below. */
    feet: (textsOf: (page: number, pages: number) => readonly [string, string, string]) => {
      for (const [index, one] of pages.entries()) {
        page = one
        const [left, right, below] = textsOf(index + 1, pages.length)
        write({ text: left, look: 'soft', width: INNER - 90 }, 36)
        write({ text: right, look: 'soft', align: 'right' }, 36)
        write({ text: below, look: 'soft' }, 24)
      }
    },
  }
}

const faceOf = (look: Look, { bold, regular }: Faces) => (LOOKS[look].bold ? bold : regular)

function writeOn(page: PDFPage, faces: Faces, piece: Piece, baseline: number): void {
  const { text, look, x = 0, width = INNER, align = 'left' } = piece
  if (text === '') return
  const { size, color } = LOOKS[look]
  const place = { x: MARGIN + x, y: baseline, size, maxWidth: width, align, color }
  drawText(page, text, { ...place, face: faceOf(look, faces) })
}
