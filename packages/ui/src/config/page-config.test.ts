// The configuration in the page, and the newer one that the server has said since.
import { expect, test } from 'vitest'
import { pageConfig, parseConfig, readConfig } from './page-config.ts'

const config = (apiUrl: string) =>
  JSON.stringify({ apiUrl, publishableKey: 'k', shopUrl: 's', scannerUrl: 'c' })
const page = (textContent: string) => ({
  getElementById: () => ({ textContent }) as unknown as HTMLElement,
})
const storage = (kept: unknown) => ({ getItem: () => JSON.stringify(kept) })

test('the page’s own configuration is used when nothing was kept', () => {
  expect(readConfig(page(config('http://page')), storage(null)).apiUrl).toBe('http://page')
})

test('what the server said since stands in for the same cached page only', () => {
  const kept = { pageText: config('http://page'), text: config('http://moved') }
  expect(readConfig(page(config('http://page')), storage(kept)).apiUrl).toBe('http://moved')
  expect(readConfig(page(config('http://newer')), storage(kept)).apiUrl).toBe('http://newer')
})

test('a kept configuration that is broken does no harm', () => {
  const kept = { pageText: config('http://page'), text: '{' }
  expect(readConfig(page(config('http://page')), storage(kept)).apiUrl).toBe('http://page')
})

test('a page without a configuration is a bug of the build', () => {
  expect(() => readConfig(page('{}'), storage(null))).toThrow()
})

test('addresses lose the slash at their end', () => {
  expect(parseConfig('{"apiUrl":"http://127.0.0.1:54321/"}')?.apiUrl).toBe('http://127.0.0.1:54321')
})

test.each(['', '{}', 'nonsense', '{"apiUrl":7}'])(
  'to the shop, %j means its own origin',
  (text) => {
    expect(pageConfig(page(text))).toMatchObject({ apiUrl: '', publishableKey: '' })
  },
)
