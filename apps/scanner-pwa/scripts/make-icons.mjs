// Draws the home screen icons from the brand's rosette, through a Chromium. Run it when the logo changes: node scripts/make-icons.mjs
import { readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright'

const brand = new URL('../../../packages/ui/src/brand/', import.meta.url)
const target = new URL('../public/icons/', import.meta.url)
const icon = await readFile(new URL('icon.svg', brand), 'utf8')
const [leaves] = /<path .*?\/>/.exec(icon)

// A maskable icon is cut to a circle of 80 % by some launchers, so the rosette keeps well inside.
const maskable = `<div style="background:#0b1311;width:100%;height:100%;display:grid;place-items:center"><div style="width:54%"><svg viewBox="0 0 64 64" fill="#6fdca5">${leaves}</svg></div></div>`

const drawings = [
  { name: 'icon-192.png', size: 192, body: icon },
  { name: 'icon-512.png', size: 512, body: icon },
  { name: 'maskable-512.png', size: 512, body: maskable },
]

const executablePath = process.env.CHROMIUM_PATH
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox'],
})
for (const { name, size, body } of drawings) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>html,body{margin:0;height:100%}svg{display:block;width:100%;height:auto}</style>${body}`,
  )
  await writeFile(new URL(name, target), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
