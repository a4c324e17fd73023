// Crockford's base32 alphabet: no I, L, O or U, so that a printed id can be read aloud and typed back.

export const CROCKFORD_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 0–31, or -1 if it isn't a symbol. Takes canonical (upper-case) symbols only. */
export function symbolValue(symbol: string): number {
  return symbol.length === 1 ? CROCKFORD_ALPHABET.indexOf(symbol) : -1
}

/** The symbol of a value's lowest five bits. */
export function symbolOf(value: number): string {
  return CROCKFORD_ALPHABET.charAt(value & 31)
}

/** ASCII lower case to upper, and nothing else: `toUpperCase` would turn ſ, ı and ß into letters that nobody typed. */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32))
}

/** Reads the letters that look like digits as those digits (O→0, I/L→1), as Crockford asks of a decoder. */
export function forgiveLookalikes(upperText: string): string {
  return upperText.replace(/O/g, '0').replace(/[IL]/g, '1')
}
