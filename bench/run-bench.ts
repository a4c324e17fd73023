// Runs the measurements that were asked for, all by default, and prints their tables.
import { cpus, loadavg } from 'node:os'
import { measureDoor } from './measure-door.ts'
import { measureHolds } from './measure-holds.ts'

type Progress = (line: string) => void

const MEASUREMENTS: Readonly<Record<string, (onProgress: Progress) => Promise<void>>> = {
  holds: measureHolds,
  door: measureDoor,
}

/** `names` empty: all. Throws for a name that there is not. */
export async function runBench(names: readonly string[], onProgress: Progress): Promise<void> {
  const chosen = names.length === 0 ? Object.keys(MEASUREMENTS) : names
  const unknown = chosen.filter((name) => !(name in MEASUREMENTS))
  if (unknown.length > 0) {
    throw new Error(
      `No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`,
    )
  }
  const [cpu] = cpus()
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}`)
  const [load = 0] = loadavg()
  console.log(
    `load average before: ${load.toFixed(1)}${load > cpus().length / 2 ? ' (this machine is busy: figures will be worse than they are)' : ''}`,
  )
  for (const name of chosen) await MEASUREMENTS[name]?.(onProgress)
}
