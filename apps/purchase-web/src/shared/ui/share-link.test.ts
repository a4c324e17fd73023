// What becomes of a link that is shared.
import { afterEach, expect, test, vi } from 'vitest'
import { shareLink } from './share-link.ts'

afterEach(() => vi.unstubAllGlobals())

const link = { title: 'A ticket', url: 'https://x.example/#t' }
const refuse = (name: string) => async () => {
  throw new DOMException('', name)
}
const takes = async () => {}
const clipboardOf = (writeText: () => Promise<void>) => ({ clipboard: { writeText } })

test.each([
  ['the sheet takes it', { share: takes }, 'shared'],
  ['the sheet is closed', { share: refuse('AbortError'), ...clipboardOf(takes) }, 'dropped'],
  ['the sheet is forbidden', { share: refuse('NotAllowedError'), ...clipboardOf(takes) }, 'copied'],
  ['the sheet breaks', { share: refuse('DataError'), ...clipboardOf(takes) }, 'copied'],
  ['there is no sheet', clipboardOf(takes), 'copied'],
  ['the clipboard is forbidden too', clipboardOf(refuse('NotAllowedError')), 'failed'],
  ['there is neither', {}, 'failed'],
])('%s', async (_, navigator, outcome) => {
  vi.stubGlobal('navigator', navigator)
  expect(await shareLink(link)).toBe(outcome)
})
