// The shape that stands in for a poster: an agave whose leaves follow from the night's name, the same each time.

export type PosterShape = {
  hue: number
  blades: { angle: number; length: number; width: number }[]
}

/** FNV-1a, 32 bits: spreads names that differ in one letter. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const symbol of text) value = Math.imul(value ^ (symbol.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}

export function posterShape(name: string): PosterShape {
  const seed = hash(name.trim().toLowerCase())
  const count = 9 + (seed % 8)
  return {
    hue: (seed >>> 3) % 360,
    blades: Array.from({ length: count }, (_, n) => ({
      angle: Math.round((n * 360) / count),
      length: 30 + (hash(`${seed}${n}`) % 22),
      width: 6 + ((seed >>> (n % 16)) % 6),
    })),
  }
}
