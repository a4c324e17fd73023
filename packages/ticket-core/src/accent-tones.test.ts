// Whatever colour a club has, its words can be read in both themes.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentTones, contrast } from './accent-tones.ts'

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
  // The grey that every checker calls 4.54 on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test('any colour can be read as words and under words, in both themes', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, (chosen) => {
      const tones = accentTones(chosen)
      for (const [tone, pages] of [
        [tones?.light, ['#fbf5ea', '#fffdf8', '#f2e9d8']],
        [tones?.dark, ['#0b1311', '#121d1a', '#1b2a26']],
      ] as const) {
        if (!tone) return false
        if (contrast(tone.accent, tone.on) < 4.5 || contrast(tone.strong, tone.on) < 4.5)
          return false
        if (pages.some((page) => contrast(tone.accent, page) < 4.5)) return false
      }
      return true
    }),
    { numRuns: 3000 },
  )
})

test('a colour that reads well stays as it is where it does', () => {
  expect(accentTones('#0a6b47')?.light.accent).toBe('#0a6b47')
  expect(accentTones('#6fdca5')?.dark.accent).toBe('#6fdca5')
})

test.each(['', 'red', '#fff', '#ggg000', 'javascript:1'])('%j is no colour', (text) => {
  expect(accentTones(text)).toBeNull()
})
