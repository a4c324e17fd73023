// What scripts print: a line with the seconds since the start, and no colours or dots where nobody looks at a terminal.

const startedMs = Date.now()

/** One line of progress. @param {string} line */
export const say = (line) =>
  console.log(`[${((Date.now() - startedMs) / 1000).toFixed(0).padStart(4)} s] ${line}`)

/** For the programs that a script starts: they print as their own terminal would, or plainly into a file or a pipe. */
export const toolEnvironment = () => {
  if (process.stdout.isTTY) return process.env
  const { FORCE_COLOR: _, ...env } = process.env
  return { ...env, NO_COLOR: '1' }
}

/** Ends the process with the message of what went wrong. For what a person can mend (StackError), without a stack. */
export const fail = (error) => {
  console.error(`\n${error.name === 'StackError' ? error.message : (error.stack ?? error)}`)
  process.exit(1)
}
