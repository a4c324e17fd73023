// Says in one sentence that this Node is too old, before anything fails in a way that nobody understands.

const required = [20, 19]

/** Ends the process with code 1 on an older Node. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > required[0] || (major === required[0] && minor >= required[1])) return
  console.error(
    `Maguey needs Node ${required.join('.')} or newer; this is ${process.versions.node}. Get one from https://nodejs.org`,
  )
  process.exit(1)
}
