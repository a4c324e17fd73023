// Gives a link to the phone's own share sheet, or to the clipboard where there is none, or this page may not open it.

export async function shareLink(what: {
  title: string
  url: string
}): Promise<'shared' | 'copied' | 'dropped'> {
  try {
    if ('share' in navigator) {
      await navigator.share(what)
      return 'shared'
    }
  } catch (error) {
    if (!isForbidden(error)) return 'dropped'
  }
  try {
    await (navigator as Navigator).clipboard.writeText(what.url)
    return 'copied'
  } catch {
    return 'dropped'
  }
}

/** A frame whose page doesn't let it share; somebody who closes the sheet is an AbortError. */
const isForbidden = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotAllowedError'
