// A cell of a record as people read it, by the venue's clock.
import type { Locale } from '../values.ts'
import type { Cell, Words } from './section.ts'

export type CellFormat = {
  readonly locale: Locale
  /** BCP 47: how numbers and dates are written. */
  readonly region: string
  readonly timeZone: string
  readonly clock: '24h' | '12h'
  readonly currency: string
}

export const say = (words: Words, locale: Locale): string => words[locale === 'es' ? 1 : 0]

/** Any function of the union's members, so that a new kind of cell is not forgotten here. */
export function cellText(cell: Cell, format: CellFormat): string {
  if ('count' in cell) return new Intl.NumberFormat(format.region).format(cell.count)
  if ('at' in cell) return clockText(cell.at, format)
  if ('exactly' in cell) return clockText(cell.exactly, format, true)
  if ('spanMs' in cell) return spanText(cell.spanMs)
  if ('words' in cell) return say(cell.words, format.locale)
  if ('amount' in cell) return amountText(cell.amount, format)
  return cell.text
}

/** "Sat 00:15": a night has two days. */
export function clockText(
  atMs: number,
  { region, timeZone, clock }: Pick<CellFormat, 'region' | 'timeZone' | 'clock'>,
  seconds = false,
): string {
  return new Intl.DateTimeFormat(region, {
    weekday: 'short',
    ...(clock === '24h'
      ? { hour: '2-digit', hourCycle: 'h23' }
      : { hour: 'numeric', hourCycle: 'h12' }),
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    timeZone,
  }).format(new Date(atMs))
}

/** "1:02:03", hours first. */
export function spanText(spanMs: number): string {
  const seconds = Math.max(0, Math.round(spanMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function amountText(decimal: string, { region, currency }: CellFormat): string {
  const style = {
    style: 'currency',
    currency: currency.toUpperCase(),
    currencyDisplay: 'narrowSymbol',
  } as const
  // Intl takes decimal text exactly; its type doesn't say so yet.
  return new Intl.NumberFormat(region, style).format(decimal as unknown as number)
}
