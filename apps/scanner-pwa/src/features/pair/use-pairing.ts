// One pairing at a time, from a code to a stored sign-in or an error message.
import { hear } from '@maguey/ui/hear.ts'
import { useCallback, useRef, useState } from 'react'
import type { DoorDb } from '#db/door-db.ts'
import { m } from '#messages'
import { askForPairing, keepPairing, type PairProblem } from './pair-phone.ts'

const PROBLEM_WORDS: Record<PairProblem, () => string> = {
  pairing_code_invalid: m.pair_problem_pairing_code_invalid,
  pairing_code_used: m.pair_problem_pairing_code_used,
  pairing_code_expired: m.pair_problem_pairing_code_expired,
  too_many_requests: m.pair_problem_too_many_requests,
  unreachable: m.pair_problem_unreachable,
  unexpected: m.pair_problem_unexpected,
}

export type Pairing = {
  busy: boolean
  problem: string | undefined
  pair: (code: string) => void
  /** Reports a text from the camera that is not a pairing code. */
  refuseText: () => void
  clearProblem: () => void
}

/** `onPaired` is called once the sign-in is stored on this phone. */
export function usePairing(db: DoorDb, apiUrl: string, onPaired: () => void): Pairing {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const running = useRef(false)

  const pair = useCallback(
    (code: string) => {
      // A code works once: a second request for it while the first is under way would spoil it.
      if (running.current) return
      running.current = true
      setBusy(true)
      setProblem(undefined)
      hear(
        pairOnce(db, apiUrl, code)
          .then((failed) => (failed ? setProblem(PROBLEM_WORDS[failed]()) : onPaired()))
          .finally(() => {
            running.current = false
            setBusy(false)
          }),
      )
    },
    [db, apiUrl, onPaired],
  )
  const refuseText = useCallback(() => setProblem(m.pair_not_code()), [])
  const clearProblem = useCallback(() => setProblem(undefined), [])
  return { busy, problem, pair, refuseText, clearProblem }
}

async function pairOnce(
  db: DoorDb,
  apiUrl: string,
  code: string,
): Promise<PairProblem | undefined> {
  const answer = await askForPairing(apiUrl, code)
  if (!answer.ok) return answer.problem
  try {
    await keepPairing(db, answer)
    return undefined
  } catch {
    return 'unexpected'
  }
}
