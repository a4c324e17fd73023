// Puts a page's own head, facts and data into the built index.html.
import { raw } from 'hono/html'

export type PageParts = {
  lang: string
  /** Drawn with the brand's faces from the first paint on, as they are in the browser. */
  hasFaces: boolean
  /** Trusted HTML for <head>. */
  head: string
  /** Trusted HTML that stands until the script has come; null leaves the built page's header. */
  body: string | null
  /** For the script, so that it need not ask again. */
  data: unknown
  /** The page's name in the build (build/page-chunks.ts): its scripts are fetched along with the first. */
  chunks: string
}

const slots = {
  lang: /<html lang="en"/,
  head: /<!--head-->[\s\S]*?<!--\/head-->/,
  body: /<!--body-->[\s\S]*?<!--\/body-->/,
  data: /<!--data-->/,
  chunks: /<!--chunks (\{[^>]*\})-->/,
}

export function fillBuiltPage(page: string, parts: PageParts): string {
  const { lang, hasFaces, head, body, data, chunks } = parts
  const scripts = chunksOf(page)[chunks] ?? []
  const preloads = scripts.map((path) => `<link rel="modulepreload" crossorigin href="${path}">`)
  return page
    .replace(slots.lang, () => `<html lang="${lang}"${hasFaces ? ' data-faces' : ''}`)
    .replace(slots.head, () => head)
    .replace(slots.chunks, () => preloads.join(''))
    .replace(slots.body, (built) => body ?? built)
    .replace(
      slots.data,
      () => `<script type="application/json" id="maguey-page">${inlineJson(data)}</script>`,
    )
}

function chunksOf(page: string): Record<string, string[]> {
  return JSON.parse(slots.chunks.exec(page)?.[1] ?? '{}')
}

/** JSON that no text in it can end: the browser reads up to the first `</`. */
export const inlineJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c')

/** The same inside a template of hono/html. */
export const jsonIn = (value: unknown) => raw(inlineJson(value))
