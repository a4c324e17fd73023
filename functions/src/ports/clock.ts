// The ports that make time, randomness and the log injectable.
export type Clock = { nowMs(): number }

/** `length` bytes from a CSPRNG. */
export type RandomBytes = (length: number) => Uint8Array

export type LogEntry = {
  level: 'info' | 'warn' | 'error'
  event: string
  /** Ids and codes only: never an address, a name, a token or a secret. */
  [fact: string]: string | number | boolean | null | undefined
}

export type Log = (entry: LogEntry) => void

export const systemClock: Clock = { nowMs: () => Date.now() }

export const systemRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length))

/** One JSON object per line, as Supabase's and most other log views expect. */
export const consoleLog: Log = (entry) => {
  const line = JSON.stringify(entry)
  if (entry.level === 'error') console.error(line)
  else console.info(line)
}
