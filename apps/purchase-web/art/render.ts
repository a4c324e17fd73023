// Renders the posters, the share picture and the icons into public/. Run: npx tsx art/render.ts [path of a Chromium]
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { BACKDROP_WIDTH, POSTER_WIDTHS, posterFile } from '@maguey/wire/posters'
import { chromium, type Page } from 'playwright'
import { agaveTechno } from './agave-techno.ts'
import { nocheDeCumbia } from './noche-de-cumbia.ts'
import { perreoFridays } from './perreo-fridays.ts'

type Picture = {
  svg: string
  width: number
  height: number
  path: string
  quality: number
  budgetKb?: number
}

const publicDir = new URL('../public/', import.meta.url)
const posters = {
  'perreo-fridays': perreoFridays(),
  'noche-de-cumbia': nocheDeCumbia(),
  'agave-techno': agaveTechno(),
}

const BUDGET_KB: Readonly<Record<number, number>> = { 480: 30, 800: 54 }

const executablePath = process.argv[2] ?? process.env.CHROMIUM_PATH
const browser = await chromium.launch(executablePath ? { executablePath } : {})
const page = await browser.newPage()
await mkdir(new URL('images/', publicDir), { recursive: true })
await mkdir(new URL('icons/', publicDir), { recursive: true })

for (const [name, svg] of Object.entries(posters)) {
  for (const width of [BACKDROP_WIDTH, ...POSTER_WIDTHS]) {
    await render(page, {
      svg,
      width,
      height: width * 1.25,
      path: posterFile({ stem: `images/${name}`, extension: 'webp' }, width),
      quality: 0.8,
      // A phone waits for it beside the script: dense screens hide what a lower quality loses.
      budgetKb: BUDGET_KB[width] ?? 78,
    })
  }
}
const icon = await readFile(
  new URL('../../../packages/ui/src/brand/icon.svg', import.meta.url),
  'utf8',
)
for (const size of [180, 192, 512]) {
  await render(page, {
    svg: icon,
    width: size,
    height: size,
    path: `icons/maguey-${size}.png`,
    quality: 1,
  })
}
const maskable = icon.replace('rx="14"', 'rx="0"').replace('scale(.8)', 'scale(.6)')
await render(page, {
  svg: maskable,
  width: 512,
  height: 512,
  path: 'icons/maguey-maskable-512.png',
  quality: 1,
})
await writeFile(new URL('favicon.svg', publicDir), icon)
await render(page, {
  svg: share(icon),
  width: 1200,
  height: 630,
  path: 'images/maguey-share.webp',
  quality: 0.82,
})
await browser.close()

/** The three posters side by side, the mark in the middle. */
function share(mark: string): string {
  const embed = (svg: string, x: number) =>
    `<svg x="${x}" width="400" height="630" viewBox="150 160 900 1100" preserveAspectRatio="xMidYMid slice">${namespaced(svg, x)}</svg>`
  const pictures = Object.values(posters).map((svg, index) => embed(svg, index * 400))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">${pictures.join('')}<svg x="475" y="190" width="250" height="250">${mark}</svg></svg>`
}

/** Gradient ids of three pictures in one document must not meet. */
function namespaced(svg: string, key: number): string {
  return svg.replace(/id="(\w+)"/g, `id="$1-${key}"`).replace(/url\(#(\w+)\)/g, `url(#$1-${key})`)
}

/** Lowers the quality step by step until the picture is within its budget. */
async function render(on: Page, picture: Picture): Promise<void> {
  const { svg, width, height, path, quality, budgetKb = 1000 } = picture
  const kind = path.endsWith('.png') ? 'image/png' : 'image/webp'
  const url = await on.evaluate(
    async ([source, w, h, type, q]) => {
      const image = new Image()
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = w
      canvas.height = h
      canvas.getContext('2d')?.drawImage(image, 0, 0, w, h)
      return canvas.toDataURL(type, q)
    },
    [svg, width, height, kind, quality] as const,
  )
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  if (bytes.length > budgetKb * 1024 && quality > 0.4) {
    return render(on, { ...picture, quality: quality - 0.05 })
  }
  await writeFile(new URL(path, publicDir), bytes)
  process.stdout.write(`${path}  ${(bytes.length / 1024).toFixed(0)} kB at ${quality.toFixed(2)}\n`)
}
