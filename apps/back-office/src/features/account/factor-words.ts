// What went wrong with the second factor, in a sentence.
import { m } from '#messages'
import type { FactorProblem } from './second-factor-api.ts'

const WORDS: Record<FactorProblem, () => string> = {
  not_offered: m.factor_not_offered,
  wrong: m.factor_wrong,
  too_many: m.signin_too_many_title,
  unreachable: m.signin_unreachable_title,
  unexpected: m.failed_unexpected,
}

export const factorWords = (problem: FactorProblem): string => WORDS[problem]()
