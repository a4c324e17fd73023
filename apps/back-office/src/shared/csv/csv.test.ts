// The spreadsheet file: what Excel needs, and what it must not run.
import { expect, test } from 'vitest'
import { csvHead, csvRow, csvStyleOf } from './csv.ts'

test('begins with a byte order mark, and ends lines with CRLF', () => {
  expect(csvHead(['a', 'b'], 'point')).toBe('\uFEFFa,b\r\n')
})

test('quotes commas, semicolons, quotes and line breaks in either style', () => {
  const cells = ['Ñáñez, Ana', 'say "hi"', 'two\nlines', 'a;b', null, 3, true]
  const quoted = ['"Ñáñez, Ana"', '"say ""hi"""', '"two\nlines"', '"a;b"', '', '3', 'true']
  expect(csvRow(cells, 'point')).toBe(`${quoted.join(',')}\r\n`)
  expect(csvRow(cells, 'comma')).toBe(`${quoted.join(';')}\r\n`)
})

test.each(['=1+1', '+1 555', '-cmd', '@x', '\tx', '\nx', '=HYPERLINK("http://x","y")'])(
  'lets %j run nothing',
  (text) => {
    expect(csvRow([text], 'point').replace(/^"/, '')).toMatch(/^'/)
  },
)

test('writes amounts as the computer reads them', () => {
  expect(csvRow(['-12.50', '12.50'], 'point')).toBe('-12.50,12.50\r\n')
  expect(csvRow(['-12.50', '12'], 'comma')).toBe('-12,50;12\r\n')
})

test.each([
  ['en-US', 'point'],
  ['es-MX', 'point'],
  ['es-ES', 'comma'],
  ['en-IE', 'point'],
])('%s writes a %s', (region, style) => {
  expect(csvStyleOf(region)).toBe(style)
})
