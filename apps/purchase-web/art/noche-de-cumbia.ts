// Noche de Cumbia: an accordion opened into an arch under strings of cut paper and a full moon.
import {
  circle,
  leaf,
  linear,
  type Point,
  polar,
  poster,
  radial,
  ringSlice,
  round,
  seededRandom,
} from './shapes.ts'

const heart: Point = [600, 1330]

export function nocheDeCumbia(): string {
  return poster(
    linear('sky', [
      [0, '#07182e'],
      [0.45, '#0c3a4f'],
      [0.8, '#12706b'],
      [1, '#0c4a4c'],
    ]) +
      radial('moon', [
        [0, '#fff6dc'],
        [0.8, '#ffe7a8'],
        [1, '#ffd97f'],
      ]) +
      radial('halo', [
        [0, '#ffe9b055'],
        [1, '#ffe9b000'],
      ]),
    `<rect width="1200" height="1500" fill="url(#sky)"/>${stars()}${moon()}${accordion()}${paper()}`,
  )
}

function stars(): string {
  const random = seededRandom(21)
  return Array.from({ length: 70 }, () => {
    const at: Point = [round(random() * 1200), round(random() * 900)]
    return circle(
      at,
      1.4 + random() * 2.6,
      `fill="#ffeec4" opacity="${round(0.3 + random() * 0.6)}"`,
    )
  }).join('')
}

const moon = () =>
  circle([600, 640], 420, 'fill="url(#halo)"') +
  circle([600, 640], 205, 'fill="url(#moon)"') +
  circle([540, 590], 34, 'fill="#f5cf77" opacity=".55"') +
  circle([660, 690], 52, 'fill="#f5cf77" opacity=".45"') +
  circle([668, 560], 20, 'fill="#f5cf77" opacity=".5"')

/** Bellows from left to right, each pleat lit on one side; a keyboard at either end. */
function accordion(): string {
  const [inner, outer] = [300, 660]
  const [start, end, pleats] = [-82, 82, 22]
  const step = (end - start) / pleats
  const folds = Array.from({ length: pleats }, (_, index) => {
    const from = start + index * step
    const half = from + step / 2
    return (
      ringSlice(heart, from, half + 0.15, inner, outer, '#f2603c') +
      ringSlice(heart, half, from + step + 0.15, inner, outer, '#a81e3a') +
      ringSlice(
        heart,
        from,
        from + step + 0.15,
        outer - 34,
        outer,
        index % 2 ? '#ffd166' : '#ffb338',
      ) +
      ringSlice(heart, from, from + step + 0.15, inner, inner + 24, '#ffd166')
    )
  })
  return `${folds.join('')}${diamonds()}${side(-90)}${side(90)}${bloom()}`
}

/** A string of lozenges along the middle of the bellows. */
const diamonds = () =>
  Array.from({ length: 11 }, (_, index) => {
    const degrees = -75 + index * 15
    const [a, b, c, d] = [
      polar(heart, degrees, 535),
      polar(heart, degrees + 3.1, 480),
      polar(heart, degrees, 425),
      polar(heart, degrees - 3.1, 480),
    ]
    return `<path d="M${a}L${b}L${c}L${d}Z" fill="${index % 2 ? '#27c7b0' : '#fff3cf'}"/>`
  }).join('')

function side(degrees: number): string {
  const turn = degrees < 0 ? -1 : 1
  const x = heart[0] + turn * 480
  const buttons = Array.from({ length: 18 }, (_, index) => {
    const at: Point = [x - 120 + (index % 6) * 48, 1372 + Math.floor(index / 6) * 46]
    return circle(at, 15, `fill="${index % 4 === 1 ? '#ffd166' : '#fff3cf'}"`)
  })
  return `<rect x="${x - 196}" y="1316" width="392" height="260" rx="30" fill="#0b2138"/><rect x="${x - 184}" y="1328" width="368" height="260" rx="22" fill="#c22742"/><rect x="${x - 160}" y="1344" width="320" height="240" rx="14" fill="#0f2d48"/>${buttons.join('')}`
}

/** The agave that the music comes from. */
function bloom(): string {
  const angles = [-84, 84, -68, 68, -53, 53, -39, 39, -26, 26, -13, 13, 0]
  return angles
    .map((degrees, index) =>
      leaf({
        base: [600, 1500],
        degrees,
        length: 300 + 130 * Math.cos((degrees * Math.PI) / 180),
        width: 86,
        light: index % 2 ? '#3fd6a4' : '#2bb98d',
        shade: index % 2 ? '#14806b' : '#0e6a5d',
        spine: '#ffd166',
      }),
    )
    .join('')
}

/** Papel picado: three sagging strings of flags, each flag with its own cut. */
function paper(): string {
  const colours = ['#ff4f79', '#ffd166', '#27c7b0', '#ff7f3f', '#b06cff', '#fff3cf']
  return [
    { y: 128, sag: 62, flags: 8, size: 150, shift: 3 },
    { y: -70, sag: 44, flags: 7, size: 172, shift: 0 },
  ]
    .map(({ y, sag, flags, size, shift }) => {
      const gap = 1260 / flags
      const row = Array.from({ length: flags }, (_, index) => {
        const x = -30 + gap * (index + 0.5)
        const drop = y + sag * (1 - ((x - 600) / 630) ** 2) * 2
        const tilt = ((x - 600) / 630) * -7
        return flag(
          [x, drop],
          size,
          tilt,
          colours[(index + shift) % colours.length] ?? '#fff',
          index,
        )
      })
      const rope = `<path d="M-30 ${y}Q600 ${y + sag * 4} 1230 ${y}" fill="none" stroke="#fff3cf" stroke-width="4"/>`
      return rope + row.join('')
    })
    .join('')
}

function flag([x, y]: Point, size: number, tilt: number, colour: string, kind: number): string {
  const half = size / 2
  const tall = size * 1.12
  const scallops = Array.from({ length: 6 }, (_, index) => {
    const from = half - (index * size) / 6
    return `A${size / 12} ${size / 12} 0 0 1 ${round(from - size / 6)} ${tall}`
  }).join('')
  const cut = kind % 3 === 0 ? star(size) : kind % 3 === 1 ? flower(size) : lattice(size)
  const border = [-0.36, -0.18, 0, 0.18, 0.36]
    .map((at) => hole([at * size, tall * 0.88], size * 0.045))
    .join('')
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(tilt)})"><path fill-rule="evenodd" fill="${colour}" d="M${-half} 0H${half}V${tall}${scallops}Z${cut}${border}"/></g>`
}

const hole = ([x, y]: Point, r: number) =>
  `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`

const petal = (centre: Point, degrees: number, from: number, to: number, wide: number) => {
  const [a, b] = [polar(centre, degrees, from), polar(centre, degrees, to)]
  const middle = (from + to) / 2
  const [l, r] = [polar(centre, degrees - wide, middle), polar(centre, degrees + wide, middle)]
  return `M${a.join(' ')}Q${l.join(' ')} ${b.join(' ')}Q${r.join(' ')} ${a.join(' ')}Z`
}

const star = (size: number) =>
  Array.from({ length: 8 }, (_, index) =>
    petal([0, size * 0.46], index * 45, size * 0.09, size * 0.34, 24),
  ).join('')

const flower = (size: number) =>
  Array.from({ length: 6 }, (_, index) =>
    petal([0, size * 0.46], index * 60 + 30, size * 0.07, size * 0.3, 34),
  ).join('') +
  Array.from({ length: 6 }, (_, index) =>
    hole(polar([0, size * 0.46], index * 60, size * 0.29), size * 0.035),
  ).join('')

const lattice = (size: number) =>
  [-1, 0, 1]
    .flatMap((column) =>
      [0, 1, 2].map((line) => {
        const [x, y, r] = [column * size * 0.25, size * (0.2 + line * 0.25), size * 0.1]
        return `M${round(x)} ${round(y - r)}L${round(x + r)} ${round(y)}L${round(x)} ${round(y + r)}L${round(x - r)} ${round(y)}Z`
      }),
    )
    .join('')
