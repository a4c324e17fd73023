// Gives a link to the phone's own share sheet, or to the clipboard where there is none.

export async function shareLink(what: {
  title: string
  url: string
}): Promise<'shared' | 'copied' | 'dropped'> {
  try {
    if ('share' in navigator) {
      await navigator.share(what)
      return 'shared'
    }
    await (navigator as Navigator).clipboard.writeText(what.url)
    return 'copied'
  } catch {
    return 'dropped'
  }
}
