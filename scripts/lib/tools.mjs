// Runs tools from node_modules: directly on the terminal, or with each line of output passed to a callback.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toolEnvironment } from './terminal.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const scripts = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'tests/node_modules/@playwright/test/cli.js',
}

/**
 * @param {keyof typeof scripts} tool
 * @param {readonly string[]} args
 * @param {{env?: Record<string, string>, onLine?: (line: string) => void}} [options] `onLine` absent: prints directly
 * @returns {Promise<boolean>} whether it succeeded
 */
export function runTool(tool, args, { env = {}, onLine } = {}) {
  const child = spawn(process.execPath, [join(root, scripts[tool]), ...args], {
    cwd: root,
    stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...toolEnvironment(), ...env, ...(onLine ? { NO_COLOR: '1' } : {}) },
  })
  for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, onLine)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0))
  })
}

function eachLine(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}

/**
 * Runs the jobs in the given order, at most `atATime` at once.
 * @template T @param {readonly (() => Promise<T>)[]} jobs @param {number} atATime @returns {Promise<T[]>}
 */
export async function runAll(jobs, atATime) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++
      results[index] = await jobs[index]()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, jobs.length) }, worker))
  return results
}
