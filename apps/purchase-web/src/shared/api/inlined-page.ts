// What the server wrote into the page, so that its first picture needs no answer from the API.

const page = read()

function read(): Record<string, unknown> | undefined {
  try {
    const text = document.getElementById('maguey-page')?.textContent
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** The server drew this page; a static site's page has nothing in it. */
export const isInlined = (): boolean => page !== undefined

/**
 * When the page was asked for: what it holds is as old. 0, which is asked about at once, where it may have come from the
 * browser's own cache.
 */
export function inlinedAtMs(): number {
  const [asked] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const kept = asked?.type === 'back_forward' || asked?.transferSize === 0
  return kept ? 0 : performance.timeOrigin
}

export const inlinedPart = (name: 'event' | 'nights'): unknown => page?.[name]

export type InlinedClub = { name: string; clock: '24h' | '12h' }

export function inlinedClub(): InlinedClub | undefined {
  const club = page?.club
  if (typeof club !== 'object' || club === null || !('name' in club && 'clock' in club))
    return undefined
  const { name, clock } = club
  if (typeof name !== 'string') return undefined
  return { name, clock: clock === '12h' ? clock : '24h' }
}
