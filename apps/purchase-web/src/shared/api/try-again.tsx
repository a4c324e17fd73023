// Asks a source again by hand; what is under way is waited for.
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { m } from '#messages'
import type { Known, Source } from './source.ts'

type TryAgainProps = Pick<Known<unknown>, 'asking'> & Pick<Source<unknown>, 'ask'>

/** Stays focusable while it asks: a keyboard doesn't lose its place. */
export const TryAgain = ({ asking, ask }: TryAgainProps) => (
  <button
    type="button"
    aria-disabled={asking}
    className={`${buttonStyle.primary} aria-disabled:cursor-not-allowed aria-disabled:opacity-45`}
    onClick={() => asking || hear(ask())}
  >
    {asking ? m.trying() : m.try_again()}
  </button>
)
