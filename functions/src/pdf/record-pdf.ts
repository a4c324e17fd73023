// A night's record as a PDF: A4, as many pages as its tables need.
import { PDFDocument } from '@cantoo/pdf-lib'
import { decoded, fingerprint } from '@maguey/ticket-core/record-seal'
import { type CellFormat, clockText, say } from '@maguey/wire/night-record/cell-text'
import { sectionsOf } from '@maguey/wire/night-record/parts'
import type { SealedRecord } from '@maguey/wire/night-records'
import { venueDay } from '../text/event-facts.ts'
import { recordWords } from '../text/record-words.ts'
import { embedFaces } from './embed-faces.ts'
import { createFlow, type Flow } from './page-flow.ts'
import { drawSection } from './record-section.ts'

export async function createRecordPdf(
  record: SealedRecord,
  format: CellFormat,
): Promise<Uint8Array> {
  const { content } = record
  const words = recordWords(format.locale)
  const pdf = await PDFDocument.create()
  pdf.setTitle(`${words.title[content.kind]}: ${content.night.name}`)
  pdf.setLanguage(format.locale)
  pdf.setCreator(content.night.club ?? '')
  // The same file for the same record, whenever it is asked for.
  for (const set of ['setCreationDate', 'setModificationDate'] as const)
    pdf[set](new Date(record.seal.sealed_at))
  const flow = createFlow(pdf, await embedFaces(pdf))
  drawHead(flow, record, format)
  for (const section of sectionsOf(content.parts)) drawSection(flow, section, format)
  drawFeet(flow, record, format)
  return pdf.save()
}

function drawHead(flow: Flow, { content, seal }: SealedRecord, format: CellFormat): void {
  const words = recordWords(format.locale)
  const { night } = content
  const when = (ms: number) => clockText(ms, format)
  const date = venueDay(new Date(night.starts_at).toISOString(), night.timezone, format.locale)
  flow.line([{ text: night.club ?? '', look: 'soft' }])
  flow.line([{ text: words.title[content.kind], look: 'title' }])
  flow.line([{ text: `${night.name}, ${date}`, look: 'strong' }])
  flow.line([{ text: [night.venue, night.address].filter(Boolean).join(', '), look: 'soft' }])
  flow.gap(6)
  const by = content.asked_by === null ? words.byWorker : content.asked_by.name
  const facts: [string, string][] = [
    [words.doors, when(night.doors_at)],
    [words.end, when(night.ends_at)],
    [words.written, `${dayAndClock(content.written_at, format)}, ${by}`],
    [words.sealed, `${dayAndClock(seal.sealed_at, format)}`],
    [words.hash, seal.sha256],
    [words.keyPrint, keyPrint(seal)],
    ...(content.corrects ? [[words.corrects, content.corrects.sha256] as [string, string]] : []),
  ]
  for (const [name, fact] of facts) flow.pair(name, fact)
  if (content.words !== undefined) {
    flow.heading(words.words)
    flow.text(content.words)
    const changed = Object.keys(content.parts).length > 0
    flow.heading(words.changed)
    if (!changed) flow.text(words.nothingChanged)
  }
}

/** "A1: 0f3c …": what a person compares with the back office. */
const keyPrint = ({ kid, public_key }: SealedRecord['seal']): string =>
  `${kid}: ${fingerprint(decoded(public_key) ?? new Uint8Array())}`

const dayAndClock = (ms: number, { region, timeZone, clock }: CellFormat): string =>
  new Intl.DateTimeFormat(region, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hour12: clock === '12h',
    timeZone,
  }).format(ms)

function drawFeet(flow: Flow, { content, seal }: SealedRecord, format: CellFormat): void {
  const words = recordWords(format.locale)
  flow.feet((page, pages) => [
    `${content.night.name} · ${say([`${seal.sha256.slice(0, 16)}…`, `${seal.sha256.slice(0, 16)}…`], format.locale)}`,
    words.page(page, pages),
    words.verify,
  ])
}
