// A club's colour, darkened or lightened until it can be read: WCAG 2.2's contrast, whatever somebody chose.
// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance

export type Tone = {
  /** Words and buttons in the accent. */
  accent: string
  /** The same, pressed. */
  strong: string
  /** As a tint behind ink. */
  wash: string
  /** Words on the accent. */
  on: string
}

type Rgb = readonly [number, number, number]

/** The pages on which an accent stands (tokens.css: raised, the surface with the least contrast to it). */
const LIGHT_PAGE = '#f2e9d8'
const DARK_PAGE = '#1b2a26'
const AA = 4.5
const WHITE = '#ffffff'
const BLACK = '#06140e'

/** The WCAG contrast of two colours as `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort(
    (a, b) => a - b,
  )
  return (lighter + 0.05) / (darker + 0.05)
}

/** The colour's tones for both themes; null unless it is `#rrggbb`. Every pair has a contrast of at least 4.5. */
export function accentTones(colour: string | null): { light: Tone; dark: Tone } | null {
  if (colour === null) return null
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null
  const light = until(colour, BLACK, LIGHT_PAGE)
  const dark = until(colour, WHITE, DARK_PAGE)
  return {
    light: {
      accent: light,
      strong: mix(light, BLACK, 0.22),
      wash: mix(LIGHT_PAGE, light, 0.1),
      on: legibleOn(light),
    },
    dark: {
      accent: dark,
      strong: mix(dark, WHITE, 0.35),
      wash: mix(DARK_PAGE, dark, 0.12),
      on: legibleOn(dark),
    },
  }
}

function until(colour: string, towards: string, page: string): string {
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = mix(colour, towards, share)
    if (contrast(mixed, page) >= AA && contrast(mixed, legibleOn(mixed)) >= AA) return mixed
  }
  return towards
}

const legibleOn = (colour: string): string =>
  contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK

function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgbOf(from), rgbOf(to)]
  const channel = (index: 0 | 1 | 2) =>
    Math.round(a[index] + (b[index] - a[index]) * share)
      .toString(16)
      .padStart(2, '0')
  return `#${channel(0)}${channel(1)}${channel(2)}`
}

function rgbOf(colour: string): Rgb {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  return [part(1), part(3), part(5)]
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
