// The fonts of every PDF.
import fontkit from '@cantoo/fontkit'
import type { PDFDocument } from '@cantoo/pdf-lib'
import type { Face } from './draw-text.ts'
import { readFonts } from './read-fonts.ts'

export type Faces = { regular: Face; bold: Face }

/** Subsets: a PDF of two tickets carries the letters that it uses, not the alphabet. */
export async function embedFaces(pdf: PDFDocument): Promise<Faces> {
  pdf.registerFontkit(fontkit)
  const files = await readFonts()
  const [regular, bold, fallback] = await Promise.all([
    pdf.embedFont(files.regular, { subset: true }),
    pdf.embedFont(files.bold, { subset: true }),
    pdf.embedFont(files.fallback, { subset: true }),
  ])
  return { regular: { font: regular, fallback }, bold: { font: bold, fallback } }
}
