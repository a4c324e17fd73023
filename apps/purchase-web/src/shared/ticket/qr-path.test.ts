// The drawn code has exactly the modules of the encoder.
import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

const text = `MGY-PF-20251128-7K2M9QXA00ZZ.VIP.A1${'7QK2M9XAZR4W8B3T6YHNJ5VD0CEGFPS1'.repeat(4).slice(0, 103)}`

test('every dark module is drawn once, no light one is', () => {
  const { size, path } = qrPath(text)
  const drawn = new Map<string, number>()
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(run); step++) {
      const key = `${Number(x) + step},${y}`
      drawn.set(key, (drawn.get(key) ?? 0) + 1)
    }
  }
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      expect(drawn.get(`${x},${y}`) ?? 0).toBe(modules.get(y, x) ? 1 : 0)
    }
  }
})

test('a signed ticket stays small enough for a phone held in the dark', () => {
  expect(qrPath(text).size).toBeLessThanOrEqual(45)
})
