// Synthetic frames as seen at a door: 21 kinds of tilt, light, blur and damage, the same ones on every run.

export const WIDTH = 1280
export const HEIGHT = 720

/** A code's modules: 1 is dark. */
export type Code = { readonly size: number; readonly get: (row: number, column: number) => number }

export type Frame = { readonly kind: string; readonly luma: Uint8ClampedArray }

type Look = {
  /** Side of the code with its quiet zone, px. */
  side: number
  /** Degrees in the picture's plane. */
  turn: number
  /** How much nearer one edge is than the other, as a fraction; across and down. */
  lean: [number, number]
  dark: number
  light: number
  noise: number
  /** Radius of the lens's blur, px. */
  blur: number
  /** Length of the motion blur from a shaking hand, px. */
  shake: number
  paint: (across: number, down: number, luma: number) => number
}

const PLAIN: Look = {
  side: 400,
  turn: 0,
  lean: [0, 0],
  dark: 25,
  light: 225,
  noise: 6,
  blur: 0,
  shake: 0,
  paint: (_across, _down, luma) => luma,
}

type Random = () => number

const between = (random: Random, from: number, to: number) => from + random() * (to - from)

/** Glare or a thumb: a disc on the code, in fractions of its side. */
function disc(random: Random, radius: number, value: number): Look['paint'] {
  const [x, y] = [between(random, 0.3, 0.7), between(random, 0.3, 0.7)]
  return (across, down, luma) => (Math.hypot(across - x, down - y) < radius ? value : luma)
}

/** Each kind draws random numbers, so that its twenty frames differ. */
const KINDS: Readonly<Record<string, (random: Random) => Partial<Look>>> = {
  upright: () => ({}),
  'turned a little': (random) => ({ turn: between(random, -20, 20) }),
  'turned by any angle': (random) => ({ turn: between(random, 0, 360) }),
  'upside down': (random) => ({ turn: 180 + between(random, -8, 8) }),
  tilted: (random) => ({ lean: [between(random, -0.2, 0.2), between(random, -0.2, 0.2)] }),
  'tilted far': (random) => ({ lean: [between(random, 0.3, 0.42), between(random, -0.15, 0.15)] }),
  small: (random) => ({ side: between(random, 200, 240) }),
  'at arm’s length': (random) => ({ side: between(random, 150, 180) }),
  near: (random) => ({ side: between(random, 560, 660) }),
  'out of focus': (random) => ({ blur: between(random, 1.5, 2.5) }),
  'far out of focus': (random) => ({ blur: between(random, 3, 5) }),
  shaken: (random) => ({ shake: between(random, 4, 8) }),
  'in the dark': (random) => ({ dark: 12, light: between(random, 50, 70), noise: 10 }),
  noisy: (random) => ({ dark: 50, light: 170, noise: between(random, 30, 50) }),
  faint: (random) => ({ dark: 100, light: between(random, 135, 150), noise: 4 }),
  'dark mode': () => ({ dark: 225, light: 30 }),
  'dark mode, turned and small': (random) => ({
    ...{ dark: 215, light: 30, side: between(random, 230, 280) },
    turn: between(random, -30, 30),
  }),
  'half in shadow': (random) => {
    const edge = between(random, 0.35, 0.65)
    return { paint: (across, _down, luma) => (across < edge ? luma * 0.3 : luma) }
  },
  glare: (random) => ({ paint: disc(random, between(random, 0.06, 0.12), 250) }),
  'a thumb on it': (random) => ({ paint: disc(random, between(random, 0.08, 0.13), 120) }),
  'a display’s moiré': (random) => {
    const [wave, depth] = [between(random, 60, 110), between(random, 30, 60)]
    return {
      side: 360,
      paint: (across, down, luma) => luma - depth / 2 + depth * Math.sin((across + down) * wave),
    }
  },
}

export const KIND_NAMES: readonly string[] = Object.keys(KINDS)
export const FRAMES_A_KIND = 20

/** Mulberry32: small, good enough for pictures, and the same on every machine. 0 ≤ n < 1. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The nth frame of a kind: the code in front of a wall, under that kind's conditions. */
export function doorFrame(kind: string, nth: number, code: Code): Frame {
  const random = createRandom(KIND_NAMES.indexOf(kind) * 1_000 + nth + 1)
  const look: Look = { ...PLAIN, ...KINDS[kind]?.(random) }
  const luma = wall(random)
  drawCode(luma, code, look, random)
  const blurred = look.blur > 0 ? blur(luma, look.blur) : luma
  const shaken = look.shake > 0 ? smear(blurred, Math.round(look.shake)) : blurred
  for (let pixel = 0; pixel < shaken.length; pixel += 1) {
    shaken[pixel] = (shaken[pixel] ?? 0) + (random() - 0.5) * 2 * look.noise
  }
  return { kind, luma: new Uint8ClampedArray(shaken) }
}

/** A frame with nothing to read: boxes, lights and stripes. */
export function emptyFrame(nth: number): Frame {
  const random = createRandom(90_000 + nth)
  const luma = wall(random)
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    luma[pixel] = (luma[pixel] ?? 0) + (random() - 0.5) * 40
  }
  return { kind: 'nothing', luma: new Uint8ClampedArray(luma) }
}

/** Uneven light and background clutter. */
function wall(random: Random): Float32Array {
  const luma = new Float32Array(WIDTH * HEIGHT)
  const [from, to] = [between(random, 60, 120), between(random, 110, 190)]
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    luma[pixel] = from + ((to - from) * (pixel % WIDTH)) / WIDTH
  }
  for (let thing = 0; thing < 14; thing += 1) {
    const [x, y] = [Math.floor(random() * WIDTH), Math.floor(random() * HEIGHT)]
    const [width, height] = [
      Math.floor(between(random, 20, 240)),
      Math.floor(between(random, 10, 160)),
    ]
    const value = between(random, 20, 235)
    for (let row = y; row < Math.min(HEIGHT, y + height); row += 1) {
      luma.fill(value, row * WIDTH + x, row * WIDTH + Math.min(WIDTH, x + width))
    }
  }
  return luma
}

const QUIET = 4
/** Samples per pixel in each direction, so that the edges of modules are grey, as through a lens. */
const SAMPLES = 2

function drawCode(luma: Float32Array, code: Code, look: Look, random: Random): void {
  const centre = [
    WIDTH / 2 + between(random, -120, 120),
    HEIGHT / 2 + between(random, -20, 20),
  ] as const
  const reach = Math.ceil(look.side * 0.95)
  for (
    let y = Math.max(0, centre[1] - reach) | 0;
    y < Math.min(HEIGHT, centre[1] + reach);
    y += 1
  ) {
    for (
      let x = Math.max(0, centre[0] - reach) | 0;
      x < Math.min(WIDTH, centre[0] + reach);
      x += 1
    ) {
      const value = sample(x - centre[0], y - centre[1], code, look)
      if (value !== null) luma[y * WIDTH + x] = value
    }
  }
}

function sample(x: number, y: number, code: Code, look: Look): number | null {
  let [sum, inside] = [0, 0]
  for (let nth = 0; nth < SAMPLES * SAMPLES; nth += 1) {
    const point = onCode(
      x + ((nth % SAMPLES) + 0.5) / SAMPLES,
      y + (Math.floor(nth / SAMPLES) + 0.5) / SAMPLES,
      look,
    )
    if (!point) continue
    inside += 1
    sum += look.paint(point[0], point[1], isDark(code, point) ? look.dark : look.light)
  }
  return inside === 0 ? null : sum / inside
}

/** From the picture's plane back to the code's square, 0 to 1 in both directions; null outside it. */
function onCode(x: number, y: number, { side, turn, lean }: Look): [number, number] | null {
  const angle = (turn * Math.PI) / 180
  const [u, v] = [
    (x * Math.cos(angle) + y * Math.sin(angle)) / side,
    (y * Math.cos(angle) - x * Math.sin(angle)) / side,
  ]
  // Perspective: what is farther away is drawn smaller.
  const depth = 1 - 2 * (lean[0] * u + lean[1] * v)
  const [across, down] = [u / depth + 0.5, v / depth + 0.5]
  return Math.min(across, down) < 0 || Math.max(across, down) > 1 ? null : [across, down]
}

function isDark(code: Code, [across, down]: [number, number]): boolean {
  const modules = code.size + 2 * QUIET
  const [column, row] = [Math.floor(across * modules) - QUIET, Math.floor(down * modules) - QUIET]
  const inside = Math.min(column, row) >= 0 && Math.max(column, row) < code.size
  return inside && code.get(row, column) === 1
}

/** Three box blurs approximate a Gaussian. */
function blur(luma: Float32Array, radius: number): Float32Array {
  let result = luma
  for (let turn = 0; turn < 3; turn += 1) {
    result = smear(
      smear(result, Math.max(2, Math.round(radius * 2)), 1),
      Math.max(2, Math.round(radius * 2)),
      WIDTH,
    )
  }
  return result
}

/** The mean of `length` pixels along a line. `step`: 1 across, WIDTH down. */
function smear(luma: Float32Array, length: number, step = 1): Float32Array {
  const result = new Float32Array(luma.length)
  const half = Math.floor(length / 2)
  const at = (pixel: number) => luma[Math.min(luma.length - 1, Math.max(0, pixel))] ?? 0
  for (let line = 0; line < (step === 1 ? HEIGHT : WIDTH); line += 1) {
    const first = step === 1 ? line * WIDTH : line
    const count = step === 1 ? WIDTH : HEIGHT
    let sum = 0
    for (let nth = -half; nth < length - half; nth += 1) sum += at(first + nth * step)
    for (let nth = 0; nth < count; nth += 1) {
      result[first + nth * step] = sum / length
      sum += at(first + (nth + length - half) * step) - at(first + (nth - half) * step)
    }
  }
  return result
}
