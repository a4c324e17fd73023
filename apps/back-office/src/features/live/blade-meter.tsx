// How full the house is, as a row of agave blades: each lit blade stands for the same share of the capacity.

const BLADES = 50
const WIDTH = 500
const HEIGHT = 44
/** Outer blades lean outwards, like the plant's. */
const LEAN_DEGREES = 26

const LIT = { agave: 'fill-agave', amber: 'fill-verdict-amber', red: 'fill-verdict-red' } as const

type BladeMeterProps = { share: number; label: string; tone: keyof typeof LIT }

/** One blade, pointed at the top, rooted at (0,0). */
const BLADE = 'M0 0C-5 -6 -4.6 -20 0 -38C4.6 -20 5 -6 0 0Z'

export function BladeMeter({ share, label, tone }: BladeMeterProps) {
  // One guest inside never rounds down to an empty house, and one free place never rounds up to a full one.
  const exact = share * BLADES
  const lit = exact > 0 && exact < 1 ? 1 : Math.floor(exact)
  const litClass = LIT[tone]
  return (
    <svg aria-label={label} className="block w-full" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      {Array.from({ length: BLADES }, (_, index) => {
        const across = index / (BLADES - 1)
        const x = 16 + across * (WIDTH - 32)
        const lean = (across - 0.5) * 2 * LEAN_DEGREES
        return (
          <path
            className={`transition-colors duration-500 ${index < lit ? litClass : 'fill-line'}`}
            d={BLADE}
            key={x}
            transform={`translate(${x} ${HEIGHT - 2}) rotate(${lean})`}
          />
        )
      })}
    </svg>
  )
}
