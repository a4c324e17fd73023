// Percentiles by nearest rank, and printing figures as aligned tables.

/** Nearest-rank percentile, `share` of 0–1; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export type Table = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** How the figures were obtained; printed under the table. */
  readonly notes: readonly string[]
  /** The figures as plain numbers, with the unit in the name, for `--json`. */
  readonly figures?: Readonly<Record<string, number>>
}

export function printTable({ title, columns, rows, notes }: Table): void {
  const lines = [columns, ...rows]
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => (line[index] ?? '').length)),
  )
  const show = (line: readonly string[]) =>
    widths
      .map((width, index) => {
        const cell = line[index] ?? ''
        return index === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  console.log(`\n${title}`)
  console.log(show(columns))
  console.log(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of rows) console.log(show(row))
  for (const note of notes) console.log(`· ${note}`)
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`
export const seconds = (valueMs: number): string => `${(valueMs / 1000).toFixed(2)} s`
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`
export const megabytes = (bytes: number | null): string =>
  bytes === null ? '–' : `${(bytes / 2 ** 20).toFixed(0)} MB`
