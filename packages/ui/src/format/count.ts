// Whole numbers as a reader writes them.

const formats = new Map<string, Intl.NumberFormat>()

/** Kept per language: making one takes longer than what is drawn around it at the door. */
export function formatCount(count: number, locale: string): string {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale)
  formats.set(locale, format)
  return format.format(count)
}
