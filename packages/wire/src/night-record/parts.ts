// All parts that a night's record may have, in the order in which it is read. A part that a record lacks is not there yet.
import { ageChecksPart } from './age-checks.ts'
import { decisionsPart } from './decisions.ts'
import { doorsPart } from './doors.ts'
import { doubleEntriesPart } from './double-entries.ts'
import { handRefusalsPart } from './hand-refusals.ts'
import { headsPart } from './heads.ts'
import { incidentsPart } from './incidents.ts'
import { limitsPart } from './limits.ts'
import { listsPart } from './lists.ts'
import { outagesPart } from './outages.ts'
import { refusalsPart } from './refusals.ts'
import type { RecordPart, Section, Words } from './section.ts'
import { shiftPart } from './shift.ts'
import { ticketsPart } from './tickets.ts'
import { walkUpsPart } from './walk-ups.ts'

export const recordParts: readonly RecordPart[] = [
  headsPart,
  limitsPart,
  doorsPart,
  ticketsPart,
  listsPart,
  walkUpsPart,
  refusalsPart,
  handRefusalsPart,
  doubleEntriesPart,
  decisionsPart,
  ageChecksPart,
  incidentsPart,
  outagesPart,
  shiftPart,
]

const NOT_READABLE: Words = [
  'This version can’t show this part. It stands in the sealed file.',
  'Esta versión no puede mostrar esta parte. Está en el archivo sellado.',
]

/** A part that this version doesn't know, or that was written differently, is named all the same. */
export function sectionsOf(parts: Readonly<Record<string, unknown>>): Section[] {
  const known = recordParts.filter(({ name }) => name in parts)
  const others = Object.keys(parts).filter((name) => !known.some((part) => part.name === name))
  return [
    ...known.map(({ name, title, read }) => read(parts[name]) ?? unreadable(name, title)),
    ...others.map((name) => unreadable(name, [name, name])),
  ]
}

/** What a part is called. */
export const partTitle = (name: string): Words =>
  recordParts.find((part) => part.name === name)?.title ?? [name, name]

const unreadable = (part: string, title: Words): Section => ({
  part,
  title,
  figures: [],
  tables: [],
  empty: NOT_READABLE,
})
