// A club's text as HTML, with the classes of src/shared/text/marked-text.tsx.
import { html } from 'hono/html'
import { type Block, readMarkup, type Span } from '#shared/text/simple-markup.ts'

export const markedHtml = (text: string) =>
  html`<div class="space-y-4">${readMarkup(text).map(blockHtml)}</div>`

function blockHtml(block: Block) {
  switch (block.kind) {
    case 'heading':
      return html`<h3 class="pt-2 text-xl text-ink">${block.spans.map(spanHtml)}</h3>`
    case 'paragraph':
      return html`<p>${block.spans.map(spanHtml)}</p>`
    case 'list':
      return html`<ul class="list-disc space-y-1 pl-5">${block.items.map((item) => html`<li>${item.map(spanHtml)}</li>`)}</ul>`
  }
}

function spanHtml(span: Span) {
  switch (span.kind) {
    case 'text':
      return html`${span.text}`
    case 'strong':
      return html`<strong class="text-ink">${span.text}</strong>`
    case 'emphasis':
      return html`<em>${span.text}</em>`
    case 'link':
      return html`<a class="underline" href="${span.href}" target="_blank" rel="noreferrer nofollow">${span.text}</a>`
    case 'break':
      return html`<br>`
  }
}
