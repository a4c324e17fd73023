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

/** When the page was asked for: what it holds is as old. */
export const inlinedAtMs = (): number => performance.timeOrigin

export const inlinedPart = (name: 'event' | 'nights'): unknown => page?.[name]

export function inlinedClub(): string | undefined {
  const club = page?.club
  if (typeof club !== 'object' || club === null || !('name' in club)) return undefined
  return typeof club.name === 'string' ? club.name : undefined
}
