// What the people at the door do about what they see: answer an amber, take a green back, overrule a red.
import { isOverridable, verdictColour } from '@maguey/ticket-core/verdict'
import type { DoorAnswer } from '../../../apps/scanner-pwa/src/features/scan/answer-scan.ts'
import type { VerdictShown } from '../../../apps/scanner-pwa/src/features/scan/scan-mark.ts'
import type { ShownScan } from '../../../apps/scanner-pwa/src/features/scan/scan-pipeline.ts'
import type { Random } from './world.ts'

/** The manager whose PIN it always is. */
export const MANAGER_ID = '00000000-0000-4000-8000-000000000002'
export const REASON = 'Guest of the house'

/** Some undos come after more than ten seconds, when the phone must refuse them. */
export function decisionOn(
  shown: ShownScan,
  random: Random,
): { afterMs: number; answer: DoorAnswer } | undefined {
  const [draw, afterMs] = [random.next(), random.int(200, 13_000)]
  const answer = answerTo(shown, draw)
  return answer && { afterMs, answer }
}

function answerTo(shown: ShownScan, draw: number): DoorAnswer | undefined {
  if (shown.kind === 'let_in') return draw < 0.15 ? { what: 'undo', about: shown } : undefined
  if (shown.kind !== 'verdict') return undefined
  if (verdictColour(shown.verdict.code) === 'green') {
    return draw < 0.15 ? { what: 'undo', about: shown } : undefined
  }
  return shown.direction === 'in' ? answerInward(shown, draw) : undefined
}

function answerInward(about: VerdictShown, draw: number): DoorAnswer | undefined {
  if (about.verdict.code === 'unverified') {
    if (draw > 0.7) return undefined
    return { what: draw < 0.4 ? 'let_in' : 'turned_away', about }
  }
  if (draw > 0.2 || !isOverridable(about.verdict)) return undefined
  return { what: 'override', about, by: MANAGER_ID, reason: REASON }
}
