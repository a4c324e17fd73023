// Runs the chosen measurements, all by default, prints their tables and saves their figures.
import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { printTable, type Table } from './figures.ts'

type Progress = (line: string) => void

/** What each `measure-NAME.ts` exports. */
export type Measure = (onProgress: Progress) => Promise<readonly Table[]>

/** Measurements are found by file name: `npm run bench -- NAME` runs `measure-NAME.ts`. */
const names = (): string[] =>
  readdirSync(import.meta.dirname).flatMap((file) => /^measure-(.+)\.ts$/.exec(file)?.[1] ?? [])

/** @param chosen empty: all. @param jsonFile also gets every table. Throws for an unknown name. */
export async function runBench(
  chosen: readonly string[],
  jsonFile: string | undefined,
  onProgress: Progress,
): Promise<void> {
  const unknown = chosen.filter((name) => !names().includes(name))
  if (unknown.length > 0) {
    throw new Error(`No such measurement: ${unknown.join(', ')}. There are: ${names().join(', ')}.`)
  }
  const machine = describeMachine()
  const results: Record<string, readonly Table[]> = {}
  for (const name of chosen.length === 0 ? names() : chosen) {
    const { measure } = (await import(`./measure-${name}.ts`)) as { measure: Measure }
    const tables = await measure(onProgress)
    for (const table of tables) printTable(table)
    results[name] = tables
    // After each one, so that an interrupted run isn't wasted.
    if (jsonFile) await writeFile(jsonFile, `${JSON.stringify({ machine, results }, null, 2)}\n`)
  }
}

function describeMachine() {
  const [cpu] = cpus()
  const [load = 0] = loadavg()
  const machine = {
    node: process.versions.node,
    cores: cpus().length,
    cpu: cpu?.model ?? 'unknown CPU',
    loadBefore: load,
    measuredAt: new Date().toISOString(),
  }
  console.log(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}`)
  const busy = load > machine.cores / 2
  console.log(
    `load average before: ${load.toFixed(1)}${busy ? ' (this machine is busy: figures will be worse than they are)' : ''}`,
  )
  return machine
}
