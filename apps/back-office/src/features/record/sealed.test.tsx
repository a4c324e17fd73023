// What a person compares of a sealed record with its printed page.
import { createHash } from 'node:crypto'
import type { ToldRecord } from '@maguey/wire/night-records'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Sealed } from './seal-card.tsx'

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

const key = Buffer.alloc(32, 7)
const record = {
  content: { asked_by: null },
  seal: { sealed_at: 0, sha256: 'ab', public_key: key.toString('base64url') },
} as unknown as ToldRecord

it('shows the key’s fingerprint: the first 16 bytes of its SHA-256, in groups of four', () => {
  const digits = createHash('sha256').update(key).digest('hex').slice(0, 32)
  const print = digits.replace(/.{4}(?=.)/g, '$& ')
  expect(renderToStaticMarkup(<Sealed record={record} when={String} />)).toContain(`>${print}<`)
})
