// TCP ports on 127.0.0.1: finding a free one, and a clear error when the wanted one is taken.
import { createServer } from 'node:net'
import { StackError } from './stack-error.ts'

export type PortClaim = {
  /** What listens there, for the sentence that the user reads. */
  what: string
  /** 0 or absent: any free port. */
  wanted?: number | undefined
  /** The environment variable that changes it. */
  variable: string
}

/** @returns a port that was free a moment ago. Throws StackError `port_in_use`. */
export async function claimPort({ what, wanted = 0, variable }: PortClaim): Promise<number> {
  const port = await probe(wanted)
  if (port !== null) return port
  throw portInUse({ what, wanted, variable })
}

/** The error for a port that another program holds. */
export function portInUse({ what, wanted, variable }: PortClaim): StackError {
  return new StackError(
    'port_in_use',
    `Port ${wanted} (${what}) is in use by another program. Stop that program, or choose another port: ${variable}=${Number(wanted) + 1000} npm start`,
  )
}

/** Listens for a moment; null when the port is taken. */
function probe(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null)
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const found = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve(found))
    })
  })
}
