// Starts a stack whose migrations may have been edited since its database was made: then the person decides.
import { createInterface } from 'node:readline/promises'
import { StackError } from '../database/stack-error.ts'
import { type Stack, type StackOptions, startStack } from '../start-stack.ts'
import { resetDatabase } from './reset-database.ts'

type Options = StackOptions & { dataDir: string; onProgress: (line: string) => void }

/**
 * @param ask whether to make the database anew. Where nobody can be asked the error says the command.
 * Throws StackError, `migration_changed` too when the answer is no.
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

/** No where no terminal is on both sides. */
async function askTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`\n${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
