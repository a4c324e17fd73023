// Writes the `Database` type that supabase-js takes, in the shape of `supabase gen types typescript`.
import type { Catalog, Column, ForeignKey, SqlFunction } from './read-catalog.ts'

const header = `// Made from the database by \`npm run db:types\`; do not edit. tests/db/database-types.test.ts keeps it fresh.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]
`

/** The whole file, ending in a new line. The same catalog gives the same text. */
export function writeTypes(catalog: Catalog): string {
  const tables = [...new Set(catalog.columns.map((column) => column.table))]
  const lines = [
    'export type Database = {',
    '  public: {',
    '    Tables: {',
    ...tables.flatMap((table) => indent(6, tableLines(table, catalog))),
    '    }',
    '    Views: { [_ in never]: never }',
    '    Functions: {',
    ...catalog.functions
      .filter((fn) => fn.computed_of === null)
      .flatMap((fn) => indent(6, functionLines(fn))),
    '    }',
    '    Enums: { [_ in never]: never }',
    '    CompositeTypes: { [_ in never]: never }',
    '  }',
    '}',
  ]
  return `${header}\n${lines.join('\n')}\n`
}

function tableLines(table: string, { columns, foreignKeys, functions }: Catalog): string[] {
  const own = columns.filter((column) => column.table === table)
  const computed = functions.filter((fn) => fn.computed_of === table)
  const keys = foreignKeys.filter((key) => key.table === table)
  return [
    `${table}: {`,
    '  Row: {',
    ...own.map((column) => `    ${column.name}: ${rowType(column)}`),
    ...computed.map((fn) => `    ${fn.name}: ${typeOf(fn.returns)} | null`),
    '  }',
    '  Insert: {',
    ...own.map((column) => `    ${insertLine(column)}`),
    '  }',
    '  Update: {',
    ...own.map((column) => `    ${column.name}?: ${writeType(column)}`),
    '  }',
    `  Relationships: [${keys.length === 0 ? ']' : ''}`,
    ...indent(4, keys.flatMap(relationshipLines)),
    ...(keys.length === 0 ? [] : ['  ]']),
    '}',
  ]
}

const rowType = (column: Column) =>
  (column.values?.map((value) => `'${value}'`).join(' | ') ?? typeOf(column.type)) +
  (column.nullable ? ' | null' : '')
const writeType = (column: Column) => (column.generated ? 'never' : rowType(column))

function insertLine(column: Column): string {
  const optional = column.nullable || column.has_default || column.generated
  return `${column.name}${optional ? '?' : ''}: ${writeType(column)}`
}

function relationshipLines(key: ForeignKey): string[] {
  return [
    '{',
    `  foreignKeyName: ${JSON.stringify(key.name)}`,
    `  columns: ${JSON.stringify(key.columns)}`,
    `  isOneToOne: ${key.one_to_one}`,
    `  referencedRelation: ${JSON.stringify(key.target)}`,
    `  referencedColumns: ${JSON.stringify(key.target_columns)}`,
    '},',
  ]
}

function functionLines(fn: SqlFunction): string[] {
  const args = fn.args.map(
    (arg) => `${arg.name}${arg.optional ? '?' : ''}: ${argumentType(arg.type)}`,
  )
  return [
    `${fn.name}: {`,
    `  Args: ${args.length === 0 ? 'never' : `{ ${args.join('; ')} }`}`,
    `  Returns: ${fn.returns === 'void' ? 'undefined' : typeOf(fn.returns)}`,
    '}',
  ]
}

/** Every argument may be null, as Postgres can't declare otherwise; one with a default may also be left out. */
const argumentType = (type: string) => (type === 'jsonb' ? 'Json' : `${typeOf(type)} | null`)

/** What PostgREST makes of a Postgres type in JSON. */
function typeOf(type: string): string {
  if (type.endsWith('[]')) return `${typeOf(type.slice(0, -2))}[]`
  return jsonTypes[type] ?? 'string'
}

const jsonTypes: Readonly<Record<string, string>> = {
  bigint: 'number',
  boolean: 'boolean',
  'double precision': 'number',
  integer: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'number',
  real: 'number',
  smallint: 'number',
}

const indent = (spaces: number, lines: readonly string[]) =>
  lines.map((line) => ' '.repeat(spaces) + line)
