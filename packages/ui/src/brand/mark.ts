// The agave rosette, Maguey's mark. Its path stands in icon.svg and nowhere else.

/** The path's data, from the text of icon.svg. Throws for another text. */
export function leavesOf(icon: string): string {
  const leaves = / d="(?<leaves>[^"]+)"/.exec(icon)?.groups?.leaves
  if (leaves === undefined) throw new Error('icon.svg has no path')
  return leaves
}

/** The mark as SVG text, in the colour of the text around it and hidden from screen readers. */
export const markSvg = (icon: string, className = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" class="${className}" viewBox="0 0 64 64" fill="currentColor"><path d="${leavesOf(icon)}"/></svg>`
