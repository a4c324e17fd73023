// Agave Techno: a rosette seen from above, cut by lasers, in the green of the plant and nothing else.
import { beam, circle, leaf, linear, type Point, polar, poster, radial, round } from './shapes.ts'

const centre: Point = [600, 660]

export function agaveTechno(): string {
  return poster(
    linear('dark', [
      [0, '#04110c'],
      [0.6, '#061d15'],
      [1, '#020806'],
    ]) +
      radial('glow', [
        [0, '#7dffb8aa'],
        [0.35, '#1fb87566'],
        [1, '#06201600'],
      ]) +
      radial('core', [
        [0, '#ffffff'],
        [0.4, '#eaffb8'],
        [1, '#b8ff4d'],
      ]),
    `<rect width="1200" height="1500" fill="url(#dark)"/>${floor()}${circle(centre, 760, 'fill="url(#glow)"')}${lasers()}${rings()}${rosette()}${circle(centre, 44, 'fill="url(#core)"')}`,
  )
}

type Layer = {
  count: number
  length: number
  width: number
  light: string
  shade: string
  turn: number
}

const layers: readonly Layer[] = [
  { count: 14, length: 560, width: 150, light: '#0f5a41', shade: '#083527', turn: 0 },
  { count: 14, length: 480, width: 136, light: '#148158', shade: '#0a4733', turn: 12.9 },
  { count: 12, length: 395, width: 126, light: '#1fab70', shade: '#0d5f42', turn: 4 },
  { count: 12, length: 310, width: 108, light: '#35d18b', shade: '#128257', turn: 19 },
  { count: 10, length: 228, width: 90, light: '#71efae', shade: '#1fa56e', turn: 9 },
  { count: 8, length: 150, width: 66, light: '#c6ff7a', shade: '#56d98c', turn: 0 },
]

const rosette = () =>
  layers
    .flatMap(({ count, length, width, light, shade, turn }, index) =>
      Array.from({ length: count }, (_, place) =>
        leaf({
          base: centre,
          degrees: turn + (360 / count) * place,
          length,
          width,
          light,
          shade,
          ...(index < 2 ? { spine: '#9be34a' } : {}),
        }),
      ),
    )
    .join('')

/** Thin light from the booth, through the plant and past the roof. */
const lasers = () =>
  [-62, -47, -34, -22, -11, 0, 11, 22, 34, 47, 62]
    .map((degrees, index) =>
      beam(
        [600, 1560],
        degrees,
        index % 2 ? 0.9 : 1.5,
        1900,
        index % 2 ? '#b8ff4d8a' : '#54ffa580',
      ),
    )
    .join('')

/** Sixteen steps, as on a drum machine: which ones are lit changes from ring to ring. */
function rings(): string {
  const patterns = ['1000100010001000', '0010001000100010', '1001001010010010', '1111011111110110']
  return patterns
    .map((pattern, index) => {
      const radius = 575 + index * 44
      return [...pattern]
        .map((lit, step) => {
          const [a, b] = [
            polar(centre, step * 22.5 - 8.4, radius),
            polar(centre, step * 22.5 + 8.4, radius),
          ]
          const paint =
            lit === '1' ? 'stroke="#b8ff4d" opacity=".95"' : 'stroke="#2f8f63" opacity=".5"'
          return `<path d="M${a.join(' ')}A${radius} ${radius} 0 0 1 ${b.join(' ')}" fill="none" stroke-width="${round(9 - index * 1.6)}" ${paint}/>`
        })
        .join('')
    })
    .join('')
}

/** The floor, in perspective, towards the booth. */
function floor(): string {
  const across = Array.from({ length: 12 }, (_, index) => {
    const y = 1180 + index ** 1.75 * 5.2
    return `M0 ${round(y)}H1200`
  })
  const away = Array.from({ length: 31 }, (_, index) => {
    const x = (index - 15) * 150
    return `M${600 + x * 0.36} 1180L${600 + x * 1.5} 1500`
  })
  return `<path d="${across.join('')}${away.join('')}" stroke="#1f7a55" stroke-width="2.5" opacity=".55" fill="none"/>`
}
