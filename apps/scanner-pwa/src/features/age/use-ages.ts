// The state of the age screen: what was answered last, and that each licence in front of the lens is checked once.
import type { BanMatch, ShownName } from '@maguey/ticket-core/name-keys'
import type { AgeCheck } from '@maguey/wire/door-acts/age-check'
import { useCallback, useEffect, useRef, useState } from 'react'
import { createOneTap } from '#shared/one-tap.ts'
import { checkLicence, type LicenceCheck } from './check-licence.ts'

export type AgeAnswerShown =
  | 'of_age'
  | 'under_age'
  | 'expired'
  | 'ask'
  | 'unreadable'
  | 'not_stored'

export type AgeShown = { answer: AgeAnswerShown; matches: readonly BanMatch[]; nth: number }

type AgeParts = {
  minAge: number
  /** The day at the venue, asked anew for each check. */
  today: () => string
  bansLike: (name: ShownName) => readonly BanMatch[]
  /** False: the act is not stored, and must not look as if it were. */
  record: (check: AgeCheck) => Promise<boolean>
}

/** Some frames of a licence that is held still can't be read; after this many it has been taken away. */
const GONE_AFTER_FRAMES = 40

/** A yes goes by itself, so that the next guest finds the frame free. */
const YES_FOR_MS = 2_500

export type Ages = ReturnType<typeof useAges>

export function useAges(parts: AgeParts) {
  const now = useRef(parts)
  now.current = parts
  const [shown, setShown] = useState<AgeShown | null>(null)
  const count = useRef(0)
  /** In memory only, and only until another code is read or the screen is closed. */
  const inView = useRef('')
  const empty = useRef(0)
  const closings = useRef(0)
  const [oneTap] = useState(createOneTap)

  const show = useCallback((answer: AgeAnswerShown, matches: readonly BanMatch[] = []) => {
    count.current += 1
    setShown({ answer, matches, nth: count.current })
  }, [])

  const keep = useCallback(
    async (
      how: AgeCheck['how'],
      result: Pick<AgeCheck, 'passed' | 'rule'>,
      matches?: readonly BanMatch[],
    ) => {
      const { passed, rule } = result
      const check: AgeCheck = { how, passed, rule, min_age: now.current.minAge }
      const before = closings.current
      const stored = await now.current.record(check)
      // The screen was closed meanwhile: the answer is to nobody who stands there when it is opened again.
      if (closings.current === before) show(stored ? answerOf(result) : 'not_stored', matches)
    },
    [show],
  )

  const onEye = useCallback(
    (passed: boolean) => oneTap(() => keep('eye', { passed, rule: 'age' })),
    [keep, oneTap],
  )

  const onLicences = useCallback(
    async ([text]: readonly string[]) => {
      empty.current = text === undefined ? empty.current + 1 : 0
      if (empty.current > GONE_AFTER_FRAMES) inView.current = ''
      if (text === undefined || text === inView.current) return
      inView.current = text
      const { minAge, today, bansLike } = now.current
      const check: LicenceCheck = checkLicence(text, { minAge, today: today(), bansLike })
      if (check.kind === 'unreadable') show('unreadable')
      if (check.kind === 'checked') await keep('licence', check, check.matches)
    },
    [keep, show],
  )

  const clear = useCallback(() => setShown(null), [])

  const close = useCallback(() => {
    closings.current += 1
    inView.current = ''
    setShown(null)
  }, [])

  useEffect(() => {
    if (shown?.answer !== 'of_age') return
    const timer = setTimeout(clear, YES_FOR_MS)
    return () => clearTimeout(timer)
  }, [shown, clear])

  return { shown, onEye, onLicences, clear, close }
}

function answerOf({ passed, rule }: Pick<AgeCheck, 'passed' | 'rule'>): AgeAnswerShown {
  if (passed) return 'of_age'
  if (rule === 'age') return 'under_age'
  return rule === 'expired' ? 'expired' : 'ask'
}
