// A text whose numbers and ids stay on one line: mail programs break them at their hyphens.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import { styles } from './mail-styles.ts'

/** A longer one would not fit a small phone. A ticket's id has 33 characters at most, with the sign after it. */
const LONGEST = 33

/** Every second part is a word with a hyphen in it. */
const HYPHENATED = /((?<!\S)\S+-\S+)/

export function Unbroken({ children }: { children: string }) {
  return children.split(HYPHENATED).map((part, nth) =>
    nth % 2 === 1 && part.length <= LONGEST ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <span key={nth} style={styles.whole}>
        {part}
      </span>
    ) : (
      part
    ),
  )
}
