// Where the services are: read from the page's own config element, so that one build runs anywhere.
import * as v from 'valibot'

const Config = v.object({
  apiUrl: v.string(),
  publishableKey: v.string(),
})

export type ShopConfig = v.InferOutput<typeof Config>

/**
 * Reads the JSON text of `<script id="maguey-config">`. Anything missing or unreadable gives an empty address,
 * which means "the API is on the origin that served this page".
 */
export function parseConfig(text: string | null | undefined): ShopConfig {
  const empty: ShopConfig = { apiUrl: '', publishableKey: '' }
  try {
    const parsed = v.safeParse(Config, { ...empty, ...JSON.parse(text ?? '') })
    return parsed.success
      ? { ...parsed.output, apiUrl: parsed.output.apiUrl.replace(/\/+$/, '') }
      : empty
  } catch {
    return empty
  }
}

export const shopConfig: ShopConfig = parseConfig(
  globalThis.document?.getElementById('maguey-config')?.textContent,
)
