// Which pictures come in several widths.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backdropSource, posterSource } from './poster-source.ts'

test('our own posters do, and every width exists', () => {
  const files = readdirSync(new URL('../../../public/images/', import.meta.url))
  const { src, srcSet = '' } = posterSource('/images/perreo-fridays.webp')
  const backdrop = backdropSource('/images/perreo-fridays.webp')
  const named = [src, backdrop, ...srcSet.split(', ').map((part) => part.split(' ')[0] ?? '')]
  expect(new Set(named).size).toBe(4)
  for (const path of named) expect(files).toContain(path.replace('/images/', ''))
})

test.each(['https://files.example/poster.webp', '/images/../secret.webp', '/images/a.png'])(
  '%s is used as it is',
  (url) => {
    expect(posterSource(url)).toEqual({ src: url })
    expect(backdropSource(url)).toBe(url)
  },
)

test('a stored one comes from Storage, the widest by its plain name', () => {
  const path = '/storage/v1/object/public/posters/0a-1b/2c-3d'
  expect(posterSource(`${path}.jpg`, 'https://api.example')).toEqual({
    src: `https://api.example${path}-800.jpg`,
    srcSet: `https://api.example${path}-480.jpg 480w, https://api.example${path}-800.jpg 800w, https://api.example${path}.jpg 1200w`,
  })
  expect(backdropSource(`${path}.jpg`, 'https://api.example')).toBe(
    `https://api.example${path}-48.jpg`,
  )
})
