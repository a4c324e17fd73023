// Which of the codes in view count as scans.
import { expect, test } from 'vitest'
import { createCodeChooser } from './choose-codes.ts'

const TICKET = 'MGY-PF-20260115-0123456789EW'
const POSTER = 'https://example.com/menu'

const chosen = (frames: readonly (readonly string[])[]) => frames.map(createCodeChooser())

test('a ticket beside a poster is the ticket, in whatever order they are found', () => {
  expect(
    chosen([
      [POSTER, TICKET],
      [TICKET, POSTER],
    ]),
  ).toEqual([[TICKET], [TICKET]])
})

test('two tickets side by side are both scanned', () => {
  const other = `${TICKET}.VIP.K1`
  expect(chosen([[TICKET, other]])).toEqual([[TICKET, other]])
})

test('a poster alone is no ticket after some frames, and not before', () => {
  const frames = chosen(Array.from({ length: 8 }, () => [POSTER]))
  expect(frames.filter((texts) => texts.length > 0)).toEqual([[POSTER], [POSTER], [POSTER]])
})

test('a ticket that is read every other frame beside a poster is never called "not a ticket"', () => {
  const frames = Array.from({ length: 20 }, (_, nth) =>
    nth % 2 === 0 ? [POSTER] : [POSTER, TICKET],
  )
  expect(chosen(frames).flat()).toEqual(Array.from({ length: 10 }, () => TICKET))
})
