// The little that a club may write its texts in: paragraphs, "## heading", "- item", **strong**, *emphasis*,
// [words](https://address). Anything else is text, so that nothing has to be cleaned: no HTML ever comes from a text.

export type Span =
  | { kind: 'text' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'break' }

export type Block =
  | { kind: 'heading' | 'paragraph'; spans: Span[] }
  | { kind: 'list'; items: Span[][] }

const SPAN =
  /\*\*(?<strong>[^*\n]+)\*\*|\*(?<emphasis>[^*\s][^*\n]*)\*|\[(?<words>[^\]\n]+)\]\((?<href>(?:https?:\/\/|mailto:)[^\s()]+)\)/g

export function readMarkup(text: string): Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((part) => readPart(part.trim()))
}

/** A part without an empty line in it: a heading, then lists and paragraphs as its lines say. */
function readPart(part: string): Block[] {
  const blocks: Block[] = []
  for (const line of part === '' ? [] : part.split('\n')) addLine(blocks, line.trim())
  return blocks
}

function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1)
  const item = /^[-•]\s+(.+)$/.exec(line)?.[1]
  const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1]
  if (heading !== undefined) blocks.push({ kind: 'heading', spans: readSpans(heading) })
  else if (item !== undefined) {
    if (last?.kind === 'list') last.items.push(readSpans(item))
    else blocks.push({ kind: 'list', items: [readSpans(item)] })
  } else if (last?.kind === 'paragraph') last.spans.push({ kind: 'break' }, ...readSpans(line))
  else blocks.push({ kind: 'paragraph', spans: readSpans(line) })
}

function readSpans(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const found of text.matchAll(SPAN)) {
    if (found.index > from) spans.push({ kind: 'text', text: text.slice(from, found.index) })
    spans.push(spanOf(found.groups ?? {}))
    from = found.index + found[0].length
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) })
  return spans
}

function spanOf({ strong, emphasis, words, href }: Record<string, string | undefined>): Span {
  if (strong !== undefined) return { kind: 'strong', text: strong }
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis }
  return { kind: 'link', text: words ?? '', href: href ?? '' }
}

/** For a calendar, a preview, a search engine: the words alone, in one line. */
export function plainText(text: string): string {
  const words = (spans: Span[]) =>
    spans.map((span) => (span.kind === 'break' ? ' ' : span.text)).join('')
  return readMarkup(text)
    .map((block) =>
      block.kind === 'list' ? block.items.map(words).join(', ') : words(block.spans),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
