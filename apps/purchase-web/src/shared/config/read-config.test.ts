// The page's configuration element, filled or not.
import { expect, test } from 'vitest'
import { parseConfig } from './read-config.ts'

const none = { apiUrl: '', publishableKey: '' }

test('takes the addresses that the server wrote, without a slash at the end', () => {
  const text =
    '{"apiUrl":"http://127.0.0.1:54321/","publishableKey":"sb_publishable_x","shopUrl":"s"}'
  expect(parseConfig(text)).toEqual({
    apiUrl: 'http://127.0.0.1:54321',
    publishableKey: 'sb_publishable_x',
  })
})

test.each([null, undefined, '', '{}', 'nonsense', '{"apiUrl":7}'])(
  '%j means this very origin',
  (text) => {
    expect(parseConfig(text)).toEqual(none)
  },
)
