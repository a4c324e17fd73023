// How a spreadsheet reads our rows.
import { expect, test } from 'vitest'
import { csvHead, csvRow } from './csv.ts'

test('begins with a mark by which Excel knows UTF-8', () => {
  expect(csvHead(['a', 'ñ'])).toBe('\uFEFFa,ñ\r\n')
})

test('quotes what would break a row', () => {
  expect(csvRow(['Ana, "La Ñ"', 'two\nlines', null, 3, true])).toBe(
    '"Ana, ""La Ñ""","two\nlines",,3,true\r\n',
  )
})

test.each(['=1+1', '+1 555', '-cmd', '@x', '\tx', '=HYPERLINK("http://x","y")'])(
  'lets %j run nothing',
  (text) => {
    expect(csvRow([text]).replace(/^"/, '')).toMatch(/^'/)
  },
)

test('leaves amounts below zero what they are', () => {
  expect(csvRow(['-12.50', '12.50'])).toBe('-12.50,12.50\r\n')
})
