// The shape that stands in for a poster: an agave whose leaves follow from the night's name, the same each time.

type Blade = { angle: number; length: number; width: number }

/** FNV-1a, 32 bits: spreads names that differ in one letter. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const symbol of text) value = Math.imul(value ^ (symbol.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}

/** Upper and lower case draw the same shape. */
export function nightShape(name: string): { hue: number; blades: Blade[] } {
  const seed = hash(name.trim().toLowerCase())
  const count = 9 + (seed % 8)
  return {
    hue: (seed >>> 3) % 360,
    blades: Array.from({ length: count }, (_, n) => ({
      angle: Math.round((n * 360) / count),
      length: 30 + (hash(`${seed} ${n}`) % 22),
      width: 6 + ((seed >>> (n % 16)) % 6),
    })),
  }
}

export function NightShape({ name, className = '' }: { name: string; className?: string }) {
  const { hue, blades } = nightShape(name)
  return (
    <svg
      aria-hidden="true"
      className={`block bg-agave-wash ${className}`}
      preserveAspectRatio="xMidYMid slice"
      viewBox="-50 -50 100 100"
    >
      {blades.map(({ angle, length, width }) => (
        <path
          d={`M0 0 Q ${width} ${-length / 2} 0 ${-length} Q ${-width} ${-length / 2} 0 0`}
          fill={`hsl(${hue} 45% 50% / 0.55)`}
          key={angle}
          transform={`rotate(${angle})`}
        />
      ))}
    </svg>
  )
}
