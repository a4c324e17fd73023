import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { exampleRecord } from '../testing/example-record.ts'
import { recordCsv } from '../text/record-csv.ts'
import { createRecordPdf } from './record-pdf.ts'

const format = {
  locale: 'es',
  region: 'es-US',
  timeZone: 'America/Mexico_City',
  clock: '24h',
  currency: 'mxn',
} as const

describe('the record as a PDF', () => {
  it('has as many A4 pages as its tables need, and is the same whenever it is made', async () => {
    const bytes = await createRecordPdf(exampleRecord, format)
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    expect(pdf.getTitle()).toBe('Acta de la noche: Perreo Fridays')
    expect(pdf.getPageCount()).toBeGreaterThan(1)
    expect(pdf.getPage(0).getSize()).toEqual({ width: 595, height: 842 })
    expect(pdf.getCreationDate()?.getTime()).toBe(exampleRecord.seal.sealed_at)
  })
})

describe('the record as a spreadsheet', () => {
  const lines = recordCsv(exampleRecord, format).split('\r\n')

  it('says its hash first, and each part in the first cell of its lines', () => {
    expect(lines[0]).toBe('\uFEFFActa de la noche,Perreo Fridays,2026-11-27')
    expect(lines[2]).toBe(`SHA-256,${'ab'.repeat(32)}`)
    expect(lines).toContain('Personas dentro,Máximo,487')
    expect(lines).toContain('Puertas,Main,312,0,0,1,0,9,2026-11-27 22:03:00,2026-11-28 04:40:00')
    expect(lines).toContain(
      'Puertas,Sin puerta,72,2,8,0,0,9,2026-11-27 22:05:00,2026-11-28 04:40:00',
    )
  })

  it('lets no note run as a formula', () => {
    const [line] = lines.filter((one) => one.includes('A copy'))
    expect(line).toContain(`,"'=A copy; asked to leave`)
  })

  it('names a part that this version can’t read', () => {
    expect(lines.join('\n')).toContain('from_a_later_version')
  })
})
