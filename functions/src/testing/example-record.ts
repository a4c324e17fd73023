// A sealed record of a night, as the database tells it.
import type { SealedRecord } from '@maguey/wire/night-records'

const doorsMs = Date.UTC(2026, 10, 28, 4)
const at = (minutes: number) => doorsMs + minutes * 60_000

/** Fifteen minutes each; people with names in a script that the PDF's faces lack. */
export const exampleRecord: SealedRecord = {
  asked_at: at(600),
  content: {
    format: 'maguey.night-record/1',
    kind: 'record',
    id: '00000000-0000-4000-8000-0000000000e1',
    night: {
      id: '00000000-0000-4000-8000-0000000000e2',
      name: 'Perreo Fridays',
      ...{ starts_at: doorsMs, doors_at: doorsMs, ends_at: at(480) },
      timezone: 'America/Mexico_City',
      venue: 'La Penca',
      address: 'Calle 5 de Mayo 12, Oaxaca',
      currency: 'mxn',
      club: 'Maguey',
    },
    written_at: at(600),
    asked_by: { name: 'Łucja Ñáñez', role: 'manager' },
    parts: {
      doors: {
        gates: ['Main', 'VIP', null].map((gate, index) => ({
          gate,
          entries: 312 - index * 120,
          readmissions: index,
          exits: 4 * index,
          double_entries: index === 0 ? 1 : 0,
          unmatched: 0,
          refusals: 9,
          after_revocation: 0,
          first_at: at(3 + index),
          last_at: at(400),
        })),
      },
      heads: {
        capacity: 500,
        fullest: { people: 487, at: at(210), nearly_full_ms: 5_400_000, above_limit_ms: 0 },
        inside_at_end: 37,
        quarters: Array.from({ length: 32 }, (_, quarter) => ({
          at: at(15 * (quarter + 1)),
          came: 30,
          went: quarter,
          people: Math.min(487, 30 * quarter),
          margin: quarter % 5,
          heard: Math.min(480, 29 * quarter),
        })),
      },
      double_entries: {
        entries: [
          {
            ticket: 'MGY-PF-20261127-7K3QXM2B4D9F',
            type: 'VIP',
            first: { at: at(61), gate: 'Main', device: '李小龙' },
            second: { at: at(64), gate: 'VIP', device: 'Phone 2' },
            certain: true,
            note: '=A copy; asked to leave, and the whole story of it goes on for longer than a line can be',
            noted_by: 'علي',
            noted_at: at(70),
          },
        ],
      },
      refusals: {
        causes: [{ verdict: 'already_used', total: 9, first_at: at(5), last_at: at(300) }],
        gates: [],
      },
      outages: { outages: [] },
      from_a_later_version: { figures: 1 },
    },
  },
  seal: {
    manifest: '{}',
    sha256: 'ab'.repeat(32),
    kid: 'K1',
    signature: 'A'.repeat(86),
    public_key: 'A'.repeat(43),
    sealed_at: at(601),
  },
}
