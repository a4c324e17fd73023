import type { ManagedNight, Night } from '@maguey/wire/nights'
import { describe, expect, it } from 'vitest'
import { blankNight } from './night-draft.ts'
import { afterAnswer, type EditorState } from './use-night-editor.ts'

const night = (name: string): Night => ({
  ...blankNight({ type: 'General', gate: 'Main' }, new Date(2026, 0, 5), () => 'a'),
  name,
})
const at = (revision: number, name: string): ManagedNight => ({
  id: 'n',
  slug: 'n',
  code: 'N',
  revision,
  state: 'published',
  night: night(name),
  buyers: 0,
  taken: {},
  phones: {},
  edited: null,
})
const open = (revision: number, saved: string, typed: string): EditorState => ({
  state: 'open',
  base: at(revision, saved),
  night: night(typed),
  restoredMs: null,
})

describe('what the screen shows after an answer', () => {
  const nameAfter = (...args: Parameters<typeof afterAnswer>) => {
    const state = afterAnswer(...args)
    return state.state === 'open' ? state.night.name : null
  }

  it('keeps unsaved edits when the sale is paused', () => {
    expect(nameAfter(open(1, 'Saved', 'Typed'), at(2, 'Saved'))).toBe('Typed')
  })
  it("shows the server's version when nothing was typed", () => {
    expect(nameAfter(open(1, 'Saved', 'Saved'), at(2, 'Newer'))).toBe('Newer')
  })
  it('keeps what was typed while it was being saved', () => {
    expect(nameAfter(open(1, 'Old', 'More'), at(2, 'Sent'), night('Sent'))).toBe('More')
  })
  it('shows what the server made of what was sent', () => {
    expect(nameAfter(open(1, 'Old', 'Sent '), at(2, 'Sent'), night('Sent '))).toBe('Sent')
  })
})
