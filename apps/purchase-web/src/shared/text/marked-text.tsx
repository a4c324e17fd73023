// A club's text on the page.
import { Fragment } from 'react'
import { type Block, readMarkup, type Span } from './simple-markup.ts'

export function MarkedText({ text, className = '' }: { text: string; className?: string }) {
  const blocks = readMarkup(text)
  return (
    <div className={`space-y-4 ${className}`}>
      {blocks.map((block, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts have no other name
        <MarkedBlock block={block} key={n} />
      ))}
    </div>
  )
}

function MarkedBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3 className="pt-2 text-xl text-ink">{block.spans.map(marked)}</h3>
    case 'paragraph':
      return <p>{block.spans.map(marked)}</p>
    case 'list':
      return (
        <ul className="list-disc space-y-1 pl-5">
          {block.items.map((item, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts have no other name
            <li key={n}>{item.map(marked)}</li>
          ))}
        </ul>
      )
  }
}

function marked(span: Span, n: number) {
  switch (span.kind) {
    case 'text':
      return <Fragment key={n}>{span.text}</Fragment>
    case 'strong':
      return (
        <strong key={n} className="text-ink">
          {span.text}
        </strong>
      )
    case 'emphasis':
      return <em key={n}>{span.text}</em>
    case 'link':
      return (
        <a key={n} className="underline" href={span.href} target="_blank" rel="noreferrer nofollow">
          {span.text}
        </a>
      )
    case 'break':
      return <br key={n} />
  }
}
