// A hardware scanner acts as a keyboard: it types the code into the page, fast, and ends with Enter.

/** A pause this long between two keys starts a new text. */
const PAUSE_MS = 1_000
/** Anything shorter can't be a code. */
const MIN_LENGTH = 4

type Key = { key: string; timeMs: number }

/** Pure: takes one key, returns the text typed so far and, on Enter, the whole text. */
export function feedKey(
  typed: { text: string; lastMs: number },
  { key, timeMs }: Key,
): { typed: { text: string; lastMs: number }; complete: string | null } {
  const text = timeMs - typed.lastMs > PAUSE_MS ? '' : typed.text
  if (key === 'Enter') {
    return {
      typed: { text: '', lastMs: timeMs },
      complete: text.length >= MIN_LENGTH ? text : null,
    }
  }
  const next = key.length === 1 ? text + key : text
  return { typed: { text: next, lastMs: timeMs }, complete: null }
}

/** Radios and switches keep the focus after a tap, but take no text. */
const isField = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))

/** Listens on the whole page, except while a text field has the focus. The returned function stops it. */
export function listenForWedge(onText: (text: string) => void): () => void {
  let typed = { text: '', lastMs: 0 }
  const onKey = (event: KeyboardEvent) => {
    if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const fed = feedKey(typed, { key: event.key, timeMs: event.timeStamp })
    typed = fed.typed
    if (fed.complete === null) return
    // Enter would also press the focused button.
    event.preventDefault()
    onText(fed.complete)
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
