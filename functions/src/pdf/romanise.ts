// Names in scripts that the PDF's faces lack, in Latin letters: what the door reads on a passport too.
import { transliterate } from 'transliteration'

/**
 * Keeps what can be written. Pictures are left out, unless there is nothing else; what no table knows is "?", so that
 * text never becomes nothing.
 *
 * @param canWrite whether a face has this code point
 * @example romanise('Ana 李小龙', latin) // "Ana Li Xiao Long"
 */
export function romanise(text: string, canWrite: (codePoint: number) => boolean): string {
  if (canWriteAll(text, canWrite)) return text
  const letters = text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu, '')
  // Runs rather than characters: the tables put spaces between syllables.
  const runs = runsOf(letters, canWrite)
  const roman = runs
    .map((run) => (run.known ? run.text : transliterate(run.text, { unknown: '?' })))
    .join('')
    .replace(/ +/g, ' ')
    .trim()
  return roman === '' && text !== '' ? '?' : roman
}

type Run = { text: string; known: boolean }

function runsOf(text: string, canWrite: (codePoint: number) => boolean): Run[] {
  const runs: Run[] = []
  for (const character of text) {
    const known = canWrite(character.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    if (last?.known === known) last.text += character
    else runs.push({ text: character, known })
  }
  return runs
}

function canWriteAll(text: string, canWrite: (codePoint: number) => boolean): boolean {
  return Array.from(text).every((character) => canWrite(character.codePointAt(0) ?? 0))
}
