// Arithmetic of GF(32) = GF(2)[x] / (x⁵ + x² + 1), whose 32 elements are the 32 symbols of Crockford's alphabet.

const ORDER = 31
const REDUCTION = 0b100101

const POWERS: readonly number[] = Array.from({ length: ORDER }).reduce<number[]>((powers) => {
  const doubled = (powers.at(-1) ?? 0) << 1
  powers.push(powers.length === 0 ? 1 : doubled > ORDER ? doubled ^ REDUCTION : doubled)
  return powers
}, [])

/** The exponent i of each αⁱ. Zero has none and is never looked up. */
const LOGARITHMS: readonly number[] = Array.from({ length: ORDER + 1 }, (_, element) =>
  POWERS.indexOf(element),
)

/** αⁱ for the primitive element α = x; the powers repeat after 31. */
export function alphaPower(exponent: number): number {
  return POWERS[((exponent % ORDER) + ORDER) % ORDER] ?? 0
}

/** Product of two elements, each 0–31. */
export function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  return alphaPower(logarithm(a) + logarithm(b))
}

/** a / b, b ≠ 0. */
export function divide(a: number, b: number): number {
  if (b === 0) throw new RangeError('division by zero in GF(32)')
  return a === 0 ? 0 : alphaPower(logarithm(a) - logarithm(b))
}

function logarithm(element: number): number {
  return LOGARITHMS[element] ?? 0
}
