// One part of the record: its figures, and its tables; a table with more columns than the screen has room for is a list.

import { type CellFormat, cellText } from '@maguey/wire/night-record/cell-text'
import type { Cell, RecordTable, Section } from '@maguey/wire/night-record/section'
import { useId } from 'react'
import { m } from '#messages'
import { told } from './record-format.ts'

/** More rows than this are folded away. */
const SHOWN = 12

export function SectionView({ section, format }: { section: Section; format: CellFormat }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="@container rounded-card border border-line bg-surface p-4 sm:p-6"
      data-testid={`part-${section.part}`}
    >
      <h2 className="break-words font-bold text-xl" id={id}>
        {told(section.title)}
      </h2>
      {section.figures.length > 0 && (
        <dl className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-4">
          {section.figures.map(({ label, cell }) => (
            <div key={told(label)}>
              <dt className="text-ink-soft text-sm">{told(label)}</dt>
              <dd className="font-bold text-lg tabular-nums">{cellText(cell, format)}</dd>
            </div>
          ))}
        </dl>
      )}
      {section.tables.length === 0 && <p className="mt-3 text-ink-soft">{told(section.empty)}</p>}
      {section.tables.map((table) => (
        <Folded key={told(table.columns[0] ?? ['', ''])} rows={table.rows.length}>
          <TableView format={format} table={table} title={told(table.title ?? section.title)} />
        </Folded>
      ))}
      {section.note !== undefined && section.tables.length > 0 && (
        <p className="mt-3 max-w-prose text-ink-soft text-sm">{told(section.note)}</p>
      )}
    </section>
  )
}

function Folded({ rows, children }: { rows: number; children: React.ReactNode }) {
  if (rows <= SHOWN) return <div className="mt-4">{children}</div>
  return (
    <details className="mt-2">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-semibold underline underline-offset-4">
        {m.record_rows({ figure: String(rows) })}
      </summary>
      {children}
    </details>
  )
}

type TableViewProps = { table: RecordTable; title: string; format: CellFormat }

function TableView({ table, title, format }: TableViewProps) {
  const heads = table.columns.map(told)
  return (
    // Focusable, so that a table wider than its place is scrolled by keyboard.
    <section
      aria-label={title}
      className="scroll-shade -mx-1 overflow-x-auto px-1 focus-visible:outline-2"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll region is reached by keyboard
      tabIndex={0}
    >
      <table className="w-full text-left">
        <caption className={table.title === undefined ? 'sr-only' : 'pb-1 text-left font-bold'}>
          {title}
        </caption>
        <thead>
          <tr className="align-bottom text-ink-soft text-sm">
            {heads.map((head, index) => (
              <th
                className={`py-1.5 pr-4 font-normal last:pr-0 ${side(table, index)}`}
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and two may have one name
                key={index}
                scope="col"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a record never move
            <tr className="border-line border-t align-top" key={at}>
              {row.map((cell, index) => (
                <td
                  className={`py-2 pr-4 last:pr-0 ${side(table, index)} ${widthOf(cell)}`}
                  // biome-ignore lint/suspicious/noArrayIndexKey: as its column
                  key={index}
                >
                  {cellText(cell, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Numbers stand below one another. */
const side = ({ rows }: RecordTable, index: number): string =>
  rows.every((row) => isNumber(row[index])) ? 'text-right tabular-nums' : ''

const isNumber = (cell: Cell | undefined): boolean =>
  cell !== undefined && ('count' in cell || 'amount' in cell || 'spanMs' in cell)

/** A ticket's id has 32 characters at most, and stays on one line. */
const widthOf = (cell: Cell): string =>
  'text' in cell && cell.text.length > 32 ? 'min-w-64' : 'whitespace-nowrap'
