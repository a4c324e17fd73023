// What scripts print: lines with the seconds since the start; no colours or dots unless stdout is a terminal.

const startedMs = Date.now()

/** One line of progress. @param {string} line */
export const say = (line) =>
  console.log(`[${((Date.now() - startedMs) / 1000).toFixed(0).padStart(4)} s] ${line}`)

/** For the programs that a script starts: they print as in a terminal, or plainly into a file or a pipe. */
export const toolEnvironment = () => {
  if (process.stdout.isTTY) return process.env
  const { FORCE_COLOR: _, ...env } = process.env
  return { ...env, NO_COLOR: '1' }
}

/** What the person at the terminal can mend: a missing argument, a stack that isn't running. */
export class UserError extends Error {
  name = 'UserError'
}

const isForPeople = ({ name }) => name === 'UserError' || name === 'StackError'

/** Ends the process and prints the error; without a stack trace if a person can mend it. */
export const fail = (error) => {
  console.error(`\n${isForPeople(error) ? error.message : (error.stack ?? error)}`)
  process.exit(1)
}
