// The addresses and the public key that the page was served with, read once from #maguey-config in index.html.
import * as v from 'valibot'

const configSchema = v.object({
  apiUrl: v.string(),
  publishableKey: v.string(),
  shopUrl: v.string(),
  scannerUrl: v.string(),
  backOfficeUrl: v.optional(v.string(), ''),
})

export type RuntimeConfig = v.InferOutput<typeof configSchema>

/** What `refreshConfig` keeps: the newer text, and the page's own text that it replaces. */
type KeptConfig = { pageText: string; text: string }

const ELEMENT_ID = 'maguey-config'
const KEPT_KEY = 'maguey.config'

function parseConfig(text: string): RuntimeConfig | undefined {
  try {
    const parsed = v.safeParse(configSchema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

function readKept(storage: Pick<Storage, 'getItem'>, pageText: string): string | undefined {
  try {
    const kept = JSON.parse(storage.getItem(KEPT_KEY) ?? 'null') as KeptConfig | null
    return kept?.pageText === pageText ? kept.text : undefined
  } catch {
    return undefined
  }
}

/** The effective configuration: what the server said last, else what the (perhaps cached) page holds. */
export function readConfig(
  page: Pick<Document, 'getElementById'> = document,
  storage: Pick<Storage, 'getItem'> = localStorage,
): RuntimeConfig {
  const pageText = page.getElementById(ELEMENT_ID)?.textContent ?? ''
  const kept = readKept(storage, pageText)
  const config = (kept && parseConfig(kept)) ?? parseConfig(pageText)
  if (!config) throw new Error('index.html holds no usable configuration')
  return config
}

/**
 * A page from the service worker's cache may hold an older configuration than its server. Asks the server past
 * the cache and keeps the answer for the next start. Resolves to true when it differs; never rejects.
 */
export async function refreshConfig(fetchPage: typeof fetch = fetch): Promise<boolean> {
  try {
    const pageText = document.getElementById(ELEMENT_ID)?.textContent ?? ''
    // The query keeps the request out of the precache, which only knows the bare path.
    const response = await fetchPage(`/index.html?config=${Date.now()}`, { cache: 'no-store' })
    if (!response.ok) return false
    const served = new DOMParser().parseFromString(await response.text(), 'text/html')
    const text = served.getElementById(ELEMENT_ID)?.textContent ?? ''
    if (!parseConfig(text)) return false
    const before = readKept(localStorage, pageText) ?? pageText
    if (text.trim() === before.trim()) return false
    localStorage.setItem(KEPT_KEY, JSON.stringify({ pageText, text } satisfies KeptConfig))
    return true
  } catch {
    return false
  }
}
