// Gives a link to the phone's own share sheet, or to the clipboard where there is none, or this page may not open it.

/**
 * - `dropped`: whoever opened the sheet closed it again.
 * - `failed`: neither sheet nor clipboard took it (an app's own browser, a frame): show it to be copied by hand.
 */
export async function shareLink(what: {
  title: string
  url: string
}): Promise<'shared' | 'copied' | 'dropped' | 'failed'> {
  try {
    if ('share' in navigator) {
      await navigator.share(what)
      return 'shared'
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'dropped'
  }
  try {
    await (navigator as Navigator).clipboard.writeText(what.url)
    return 'copied'
  } catch {
    return 'failed'
  }
}
