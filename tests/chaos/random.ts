// Every choice of a history comes from here, so that a seed determines all of it.

export type Random = {
  /** At least 0, below 1. */
  readonly next: () => number
  /** Inclusive at both ends. */
  readonly between: (from: number, to: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(things: readonly T[]) => T
  readonly bytes: (length: number) => Uint8Array
  /** One of the names, chosen with probability proportional to its weight. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
}

/** sfc32 by Chris Doty-Humphrey (PractRand): small, fast, and good enough for what a test needs. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9, seed | 0, (seed / 2 ** 32) | 0, 1]
  const next32 = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let n = 0; n < 12; n += 1) next32()
  const next = () => next32() / 2 ** 32
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: <T>(things: readonly T[]) => {
      if (things.length === 0) throw new Error('nothing to pick from')
      return things[between(0, things.length - 1)] as T
    },
    bytes: (length) => Uint8Array.from({ length }, () => next32() & 255),
    weighted: <K extends string>(weights: Readonly<Record<K, number>>) => {
      const entries = Object.entries(weights) as [K, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      return (entries.at(-1) as [K, number])[0]
    },
  }
}

/** In the format of crypto.randomUUID. */
export function uuidOf({ bytes }: Pick<Random, 'bytes'>): string {
  const hex = Array.from(bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
