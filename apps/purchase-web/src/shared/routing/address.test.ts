// The address bar without a browser.
import { expect, test, vi } from 'vitest'
import { createAddressBar, matchPath } from './address.ts'

function open(path: string) {
  const place = new URL(path, 'https://shop.test')
  let back: () => void = () => undefined
  const move = (_: unknown, __: string, to?: string | URL | null) => {
    place.href = new URL(String(to), place).href
  }
  const history = { pushState: vi.fn(move), replaceState: vi.fn(move) }
  const bar = createAddressBar({
    location: place,
    history,
    addEventListener: (_, listener) => {
      back = listener
    },
  })
  return { bar, history, place, back: () => back() }
}

test('a link is a new entry, a replacement is none, and both are heard', () => {
  const { bar, history } = open('/')
  const heard = vi.fn()
  const stop = bar.subscribe(heard)
  bar.go('/events/a?lang=es#x')
  expect(bar.read()).toEqual({ pathname: '/events/a', search: '?lang=es', hash: '#x', by: 'link' })
  bar.go('/events/a', { replace: true })
  expect(bar.read()).toEqual({ pathname: '/events/a', search: '', hash: '', by: 'replacement' })
  expect([history.pushState, history.replaceState].map((one) => one.mock.calls.length)).toEqual([
    1, 1,
  ])
  expect(heard).toHaveBeenCalledTimes(2)
  stop()
  bar.go('/')
  expect(heard).toHaveBeenCalledTimes(2)
})

test('back is heard, and read anew', () => {
  const { bar, place, back } = open('/')
  bar.go('/events/a')
  place.href = 'https://shop.test/'
  back()
  expect(bar.read()).toMatchObject({ pathname: '/', by: 'history' })
})

test('an unchanged address is the same object, as React asks', () => {
  const { bar } = open('/')
  expect(bar.read()).toBe(bar.read())
})

test.each([
  ['/', '/', ''],
  ['/club', '/club/', ''],
  ['/club', '/clubs', null],
  ['/events/:id', '/events/perreo', 'perreo'],
  ['/events/:id', '/events/perreo/', 'perreo'],
  ['/events/:id', '/events/a%20b', 'a b'],
  ['/events/:id', '/events/%', null],
  ['/events/:id', '/events/a/b', null],
  ['/events/:id', '/events', null],
  ['/embed/events/:id', '/events/a', null],
])('%s is read from %s as %j', (pattern, pathname, id) => {
  expect(matchPath(pattern, pathname)).toBe(id)
})
