// Names as people paste them from a chat or a spreadsheet, one guest on a line: "Ana López +3", "2. Juan Pérez x2".

export type ReadName = { name: string; plus: number }

const LEADING = /^(?:\d{1,4}\s*[.):]|[-*•–—✅☑✔])\s*/u
/** "+3", "+ 3", "(+3)", "mas 3"; "x4" and "(4)" count everybody, the name included. */
const PLUS = /[\s,;(]*(?:\+|\bm[aá]s\b|\bplus\b)\s*(\d{1,2})\)?\s*$/iu
const TOTAL = /\s*(?:[x×]\s*(\d{1,2})|\((\d{1,2})\))\s*$/iu

/** One guest from a line; null if it names nobody. Whether the "+n" is allowed is the list's affair. */
export function readName(line: string): ReadName | null {
  let text = line.replaceAll('\t', ' ').trim().replace(LEADING, '')
  let plus = 0
  const more = PLUS.exec(text)
  const total = more === null ? TOTAL.exec(text) : null
  const found = more ?? total
  if (found !== null) {
    const figure = Number(found[1] ?? found[2])
    plus = more === null ? Math.max(0, figure - 1) : figure
    text = text.slice(0, found.index)
  }
  const name = text
    .replace(/[\s,;]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(name) ? { name, plus } : null
}

/** Every guest of a pasted text, in its order. */
export function readNames(text: string): ReadName[] {
  return text.split(/\r\n|[\n\r]/u).flatMap((line) => readName(line) ?? [])
}
