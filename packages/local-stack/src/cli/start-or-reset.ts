// Starts a stack whose migrations may have been edited since its database was made; if so, asks the user.
import { createInterface } from 'node:readline/promises'
import { StackError } from '../database/stack-error.ts'
import { type Stack, type StackOptions, startStack } from '../start-stack.ts'
import { resetDatabase } from './reset-database.ts'

type Options = StackOptions & { dataDir: string; onProgress: (line: string) => void }

/**
 * @param ask whether to recreate the database. If nobody can be asked, the error names the command.
 * Throws StackError, including `migration_changed` when the answer is no.
 */
export async function startOrReset(
  options: Options,
  ask: (question: string) => Promise<boolean> = askTerminal,
): Promise<Stack> {
  try {
    return await startStack(options)
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'migration_changed') throw error
    if (!(await ask(`${error.message}\nDo it now?`))) throw error
    await resetDatabase(options.dataDir, options.onProgress)
    return startStack(options)
  }
}

/** False unless both stdin and stdout are terminals. */
async function askTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`\n${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
