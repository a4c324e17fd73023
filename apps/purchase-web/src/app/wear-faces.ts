// The brand's faces, 44 kB: on a first visit they are asked for once the page has all that it sells with.

import { whenLoaded } from './when-loaded.ts'

/** The server reads it: this browser has the faces, and its page may be drawn with them from the first paint on. */
const KEPT = 'faces=1'

export function wearFaces(): void {
  const root = document.documentElement
  if ('faces' in root.dataset) wear(root)
  else whenLoaded(() => wear(root))
}

function wear(root: HTMLElement): void {
  root.dataset.faces = ''
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have had no Cookie Store for long
  document.cookie = `${KEPT}; path=/; max-age=2592000; samesite=lax`
}
