// The page that describes the spreadsheet exports is written from their columns.
import { readFileSync } from 'node:fs'
import { describeExports } from '@maguey/wire/describe-exports'
import { expect, test } from 'vitest'

test('docs/exports.md says what the columns say (node scripts/exports-doc.mjs writes it anew)', () => {
  const file = new URL('../../docs/exports.md', import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(describeExports())
})
