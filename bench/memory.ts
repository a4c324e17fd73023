// Memory of this process and of Postgres, where the system reports it (Linux).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'

/** Resident set of this Node process, which holds API, functions and stand-ins; bytes. */
export const nodeMemory = (): number => process.memoryUsage().rss

/** Proportional set size of the whole Postgres server, shared memory counted once; bytes, null elsewhere. */
export async function postgresMemory(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ data_directory: string }[]>`show data_directory`
  try {
    const pidFile = readFileSync(join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8')
    const postmaster = Number(pidFile.split('\n')[0])
    const pids = [postmaster, ...childrenOf(postmaster)]
    return pids.reduce((sum, pid) => sum + proportionalSize(pid), 0)
  } catch {
    return null
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null // it has ended in the meantime
  }
}

function proportionalSize(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'),
    )?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0 // it has ended in the meantime
  }
}
