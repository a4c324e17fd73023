// Perreo Fridays: a setting sun that is a loudspeaker, over a field of agave.
import {
  beam,
  circle,
  leaf,
  linear,
  type Point,
  polar,
  poster,
  radial,
  round,
  seededRandom,
} from './shapes.ts'

const sun: Point = [600, 610]

export function perreoFridays(): string {
  return poster(
    linear('sky', [
      [0, '#22062f'],
      [0.3, '#5b0f4e'],
      [0.52, '#b8174f'],
      [0.7, '#f0522f'],
      [0.8, '#ffb03a'],
    ]) +
      linear('cone', [
        [0, '#ffd75e'],
        [0.55, '#ff8a2b'],
        [1, '#f0305a'],
      ]) +
      radial('cap', [
        [0, '#8c1a5e'],
        [0.6, '#4a0b46'],
        [1, '#2a0636'],
      ]) +
      linear('ground', [
        [0, '#5a0f45'],
        [1, '#1a0424'],
      ]),
    `<rect width="1200" height="1500" fill="url(#sky)"/>${rays()}${loudspeaker()}${bass()}<path d="M0 1130Q300 1085 600 1120T1200 1100V1500H0Z" fill="url(#ground)"/>${field()}`,
  )
}

const rays = () =>
  Array.from({ length: 30 }, (_, index) =>
    beam(sun, index * 12, index % 2 ? 5.5 : 3.2, 1500, index % 2 ? '#ff5d3a22' : '#ffc04f26'),
  ).join('')

/** Rings of a cone, brighter outside, with the folded edge that every woofer has. */
function loudspeaker(): string {
  const rings = [
    [418, '#2d0738'],
    [404, 'url(#cone)'],
    [366, '#a3124f'],
    [350, '#ff6a3d'],
    [338, 'url(#cone)'],
    [262, '#e23a44'],
    [252, '#ffb347'],
    [204, '#c8214f'],
    [190, '#ff8136'],
    [142, '#2d0738'],
    [130, 'url(#cap)'],
  ] as const
  const screws = Array.from({ length: 12 }, (_, index) =>
    circle(polar(sun, index * 30 + 15, 385), 8, 'fill="#5b0f4e"'),
  )
  const ribs = Array.from({ length: 72 }, (_, index) => {
    const [a, b] = [polar(sun, index * 5, 206), polar(sun, index * 5, 336)]
    return `M${a.join(' ')}L${b.join(' ')}`
  })
  return [
    circle(sun, 470, 'fill="#ff7a3d" opacity=".28"'),
    ...rings.map(([radius, colour]) => circle(sun, radius, `fill="${colour}"`)),
    `<path d="${ribs.join('')}" stroke="#b3174f" stroke-width="2.5" opacity=".35"/>`,
    ...screws,
    `<path d="M528 556a96 96 0 0 1 92-46" fill="none" stroke="#ff9d6b" stroke-width="11" stroke-linecap="round" opacity=".75"/>`,
  ].join('')
}

/** What the bass does to the air: rings that break at the sides. */
const bass = () =>
  [520, 590, 670, 760]
    .map((radius, index) => {
      const arc = (from: number, to: number) => {
        const [a, b] = [polar(sun, from, radius), polar(sun, to, radius)]
        return `M${a.join(' ')}A${radius} ${radius} 0 0 1 ${b.join(' ')}`
      }
      const reach = 34 - index * 5
      return `<path d="${arc(90 - reach, 90 + reach)}${arc(270 - reach, 270 + reach)}${arc(-reach, reach)}" fill="none" stroke="#ffd27a" stroke-width="${14 - index * 2.5}" stroke-linecap="round" opacity="${round(0.75 - index * 0.15)}"/>`
    })
    .join('')

type Plant = {
  base: Point
  size: number
  light: string
  shade: string
  spine: string
  seed: number
}

const plants: readonly Plant[] = [
  { base: [90, 1230], size: 330, light: '#c42a5c', shade: '#7d1252', spine: '#ff8a4a', seed: 3 },
  {
    base: [1120, 1220],
    size: 350,
    light: '#c42a5c',
    shade: '#7d1252',
    spine: '#ff8a4a',
    seed: 9,
  },
  { base: [350, 1300], size: 400, light: '#93195a', shade: '#56104c', spine: '#ff6d4e', seed: 5 },
  {
    base: [865, 1310],
    size: 410,
    light: '#93195a',
    shade: '#56104c',
    spine: '#ff6d4e',
    seed: 12,
  },
  { base: [600, 1480], size: 640, light: '#63114f', shade: '#2f0738', spine: '#f0435a', seed: 1 },
  { base: [60, 1520], size: 500, light: '#4a0d45', shade: '#260530', spine: '#d1315a', seed: 7 },
  {
    base: [1150, 1530],
    size: 500,
    light: '#4a0d45',
    shade: '#260530',
    spine: '#d1315a',
    seed: 4,
  },
]

const field = () => plants.map(agave).join('')

/** A plant from the side: outer leaves first, the upright heart last. */
function agave({ base, size, light, shade, spine, seed }: Plant): string {
  const random = seededRandom(seed)
  const angles = [-78, 78, -62, 62, -46, 46, -33, 33, -20, 20, -9, 9, 0]
  return angles
    .map((degrees) => {
      const length =
        size * (0.62 + 0.38 * Math.cos((degrees * Math.PI) / 180)) * (0.92 + random() * 0.16)
      const bend = Math.sign(degrees) * size * 0.05 * random()
      return leaf({ base, degrees, length, width: size * 0.155, light, shade, spine, bend })
    })
    .join('')
}
