// The addresses and the public key that the page was served with, read once from #maguey-config in index.html.

const EMPTY = { apiUrl: '', publishableKey: '', shopUrl: '', scannerUrl: '', backOfficeUrl: '' }

/** Addresses without a trailing slash; '' for those that are missing. */
export type PageConfig = typeof EMPTY

const NAMES = Object.keys(EMPTY) as (keyof PageConfig)[]

/** What `refreshConfig` keeps: the newer text, and the page's own text that it replaces. */
type KeptConfig = { pageText: string; text: string }

const ELEMENT_ID = 'maguey-config'
const KEPT_KEY = 'maguey.config'

/** Undefined if it isn't a configuration at all; a missing address is ''. */
export function parseConfig(text: string | null | undefined): PageConfig | undefined {
  try {
    return configFrom(JSON.parse(text ?? ''))
  } catch {
    return undefined
  }
}

/** By hand: for five strings, the door's first script needs no schema library. */
function configFrom(said: unknown): PageConfig | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const config = { ...EMPTY }
  for (const name of NAMES) {
    const text: unknown = Reflect.get(said, name)
    if (text === undefined) continue
    if (typeof text !== 'string') return undefined
    config[name] = name === 'publishableKey' ? text : text.replace(/\/+$/, '')
  }
  return config
}

/** What the page itself holds, '' where it says nothing: the API may be on the page's own origin. */
export function pageConfig(page: Pick<Document, 'getElementById'> = document): PageConfig {
  const text = page.getElementById(ELEMENT_ID)?.textContent
  return parseConfig(text) ?? { ...EMPTY }
}

function readKept(storage: Pick<Storage, 'getItem'>, pageText: string): string | undefined {
  try {
    const kept = JSON.parse(storage.getItem(KEPT_KEY) ?? 'null') as KeptConfig | null
    return kept?.pageText === pageText ? kept.text : undefined
  } catch {
    return undefined
  }
}

/** For an installed app: the server's latest configuration, else that of the (perhaps cached) page. Throws without an API. */
export function readConfig(
  page: Pick<Document, 'getElementById'> = document,
  storage: Pick<Storage, 'getItem'> = localStorage,
): PageConfig {
  const pageText = page.getElementById(ELEMENT_ID)?.textContent ?? ''
  const kept = readKept(storage, pageText)
  const config = parseConfig(kept) ?? parseConfig(pageText)
  if (!config?.apiUrl) throw new Error('index.html holds no usable configuration')
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
    if (!parseConfig(text)?.apiUrl) return false
    const before = readKept(localStorage, pageText) ?? pageText
    if (text.trim() === before.trim()) return false
    localStorage.setItem(KEPT_KEY, JSON.stringify({ pageText, text } satisfies KeptConfig))
    return true
  } catch {
    return false
  }
}
