// The shapes that Maguey's posters are cut from: faceted agave leaves, rings, beams, cut paper. All return SVG text.

export type Point = readonly [x: number, y: number]

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const round = (value: number): number => Math.round(value * 10) / 10

/** A point at `degrees` (0 is up, clockwise) and `radius` from the centre. */
export const polar = ([x, y]: Point, degrees: number, radius: number): Point => {
  const angle = ((degrees - 90) * Math.PI) / 180
  return [round(x + radius * Math.cos(angle)), round(y + radius * Math.sin(angle))]
}

export type Leaf = {
  base: Point
  degrees: number
  length: number
  width: number
  /** The lit and the shaded half, and the colour of the spines. */
  light: string
  shade: string
  spine?: string
  /** Sideways bend of the tip, in units of the picture. */
  bend?: number
}

/** One agave leaf: two facets along a keel, spines on both edges. */
export function leaf({
  base,
  degrees,
  length,
  width,
  light,
  shade,
  spine,
  bend = 0,
}: Leaf): string {
  const half = width / 2
  const tip = `${bend} ${-length}`
  const right = `C${half} ${-length * 0.16} ${half * 1.15 + bend * 0.3} ${-length * 0.62} ${tip}`
  const left = `C${-half} ${-length * 0.16} ${-half * 1.15 + bend * 0.3} ${-length * 0.62} ${tip}`
  const keel = `C${bend * 0.5} ${-length * 0.6} 0 ${-length * 0.2} 0 0Z`
  const spines = spine ? spinesOf({ length, half, bend, spine }) : ''
  return `<g transform="translate(${base.join(' ')}) rotate(${round(degrees)})">${spines}<path d="M0 0${left}${keel}" fill="${light}"/><path d="M0 0${right}${keel}" fill="${shade}"/></g>`
}

type Spines = { length: number; half: number; bend: number; spine: string }

function spinesOf({ length, half, bend, spine }: Spines): string {
  const along = [0.3, 0.42, 0.54, 0.66, 0.77, 0.86]
  const edge = (t: number, side: 1 | -1): Point => {
    const u = 1 - t
    const c1 = side * half
    const c2 = side * half * 1.15 + bend * 0.3
    const x = 3 * u * u * t * c1 + 3 * u * t * t * c2 + t ** 3 * bend
    const y = -(3 * u * u * t * 0.16 + 3 * u * t * t * 0.62 + t ** 3) * length
    return [x, y]
  }
  const tooth = (t: number, side: 1 | -1) => {
    const [x, y] = edge(t, side)
    const size = half * 0.2 + 3
    return `M${round(x - side * 3)} ${round(y - size * 0.5)}L${round(x + side * size)} ${round(y - size * 0.45)}L${round(x - side * 3)} ${round(y + size * 0.55)}Z`
  }
  const teeth = along.flatMap((t) => [tooth(t, 1), tooth(t, -1)]).join('')
  return `<path d="${teeth}" fill="${spine}"/>`
}

/** A wedge of light from `from`, `spread` degrees wide. */
export function beam(
  from: Point,
  degrees: number,
  spread: number,
  length: number,
  fill: string,
): string {
  const a = polar(from, degrees - spread / 2, length)
  const b = polar(from, degrees + spread / 2, length)
  return `<path d="M${from.join(' ')}L${a.join(' ')}L${b.join(' ')}Z" fill="${fill}"/>`
}

/** A slice of a ring between two angles. */
export function ringSlice(
  centre: Point,
  from: number,
  to: number,
  inner: number,
  outer: number,
  fill: string,
): string {
  const wide = to - from > 180 ? 1 : 0
  const [a, b, c, d] = [
    polar(centre, from, outer),
    polar(centre, to, outer),
    polar(centre, to, inner),
    polar(centre, from, inner),
  ]
  return `<path d="M${a.join(' ')}A${outer} ${outer} 0 ${wide} 1 ${b.join(' ')}L${c.join(' ')}A${inner} ${inner} 0 ${wide} 0 ${d.join(' ')}Z" fill="${fill}"/>`
}

export const circle = ([x, y]: Point, radius: number, paint: string): string =>
  `<circle cx="${x}" cy="${y}" r="${round(radius)}" ${paint}/>`

export const linear = (
  id: string,
  stops: readonly (readonly [at: number, colour: string])[],
): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`

export const radial = (
  id: string,
  stops: readonly (readonly [at: number, colour: string])[],
): string => `<radialGradient id="${id}">${stopsOf(stops)}</radialGradient>`

const stopsOf = (stops: readonly (readonly [at: number, colour: string])[]) =>
  stops.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join('')

export const poster = (defs: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1500" viewBox="0 0 1200 1500"><defs>${defs}</defs>${body}</svg>`
