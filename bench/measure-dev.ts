// From an edit to the screen under `npm run dev`: each app and the functions, keeping sign-in, pairing and data.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createPairing } from '@maguey/local-stack/cli/create-pairing'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type Browser, chromium, type Page } from 'playwright'
import { chromiumArgs, findChromium } from '../scripts/lib/chromium.mjs'
import { median, ms, type Table } from './figures.ts'
import { makeBenchFolder } from './make-bench-folder.ts'

const EDITS = 5

type Progress = (line: string) => void

type Subject = {
  readonly name: string
  /** Relative to the project. */
  readonly file: string
  readonly from: string
  /** The text that replaces `from`; `mark` is different for each edit. */
  readonly to: (mark: string) => string
  readonly shows: (mark: string) => Promise<unknown>
}

export async function measure(onProgress: Progress): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const stack = await startStack({ dataDir: folder.path, dev: true, onProgress })
  const executablePath = findChromium({ install: true })
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...chromiumArgs(),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })
  try {
    const pages = await openPages(stack, () => newPage(browser), onProgress)
    const times = new Map<string, number[]>()
    for (const subject of subjectsOf(stack, pages)) {
      onProgress(`Edits: ${subject.name}`)
      times.set(subject.name, await editAndWait(subject))
    }
    return [describe(times, await pages.stillIn())]
  } finally {
    await browser.close()
    await stack.stop()
    await folder.remove()
  }
}

/** Vite pre-bundles an app's packages on its first page load, which may take long. */
async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  return page
}

async function openPages(stack: Stack, newPage: () => Promise<Page>, onProgress: Progress) {
  onProgress('Opening the apps: the first time Vite prepares what they import')
  const shop = await newPage()
  await shop.goto(stack.info.shopUrl)
  await shop.locator('article').first().waitFor()
  const office = await newPage()
  await office.goto(stack.info.backOfficeUrl)
  await office.locator('input[name=email]').fill(stack.info.manager.email)
  await office.locator('input[name=password]').fill(stack.info.manager.password)
  await office.locator('form button[type=submit]').click()
  await office.getByTestId('inside-now').waitFor()
  const door = await newPage()
  await door.goto((await createPairing(stack))?.link ?? '')
  await door.getByTestId('status-strip').waitFor()
  const phones = () => stack.sql`select from public.devices`.then((rows) => rows.length)
  return {
    shop,
    office,
    door,
    async stillIn() {
      await office.getByTestId('inside-now').waitFor()
      await door.getByTestId('status-strip').waitFor()
      const asked = await office.locator('input[name=password]').count()
      return asked === 0 && (await phones()) === 1
    },
  }
}

type Pages = Awaited<ReturnType<typeof openPages>>

function subjectsOf({ info }: Stack, { shop, office, door }: Pages): Subject[] {
  const onPage = (page: Page) => (mark: string) =>
    page.locator(`[data-edit="${mark}"]`).first().waitFor()
  const attribute = (element: string) => (mark: string) => `data-edit="${mark}" ${element}`
  const inApp = (name: string, file: string, from: string, page: Page): Subject => ({
    name,
    file: `apps/${file}`,
    from,
    to: attribute(from),
    shows: onPage(page),
  })
  return [
    inApp('shop', 'purchase-web/src/features/nights/night-card.tsx', 'className="stub', shop),
    inApp(
      'scanner',
      'scanner-pwa/src/features/scan/status-strip.tsx',
      'data-testid="status-strip"',
      door,
    ),
    inApp(
      'back office',
      'back-office/src/features/live/inside-figure.tsx',
      'data-testid="inside-now"',
      office,
    ),
    {
      name: 'functions',
      file: 'functions/src/app/api-app.ts',
      from: "{ status, database: events.ok ? 'ok' : 'unavailable' }",
      to: (mark) => `{ status, mark: '${mark}', database: events.ok ? 'ok' : 'unavailable' }`,
      async shows(mark) {
        for (;;) {
          const answer = await fetch(`${info.apiUrl}/api/health`)
          if ((await answer.text()).includes(mark)) return
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      },
    },
  ]
}

async function editAndWait(subject: Subject): Promise<number[]> {
  const path = fileURLToPath(new URL(`../${subject.file}`, import.meta.url))
  const before = await readFile(path, 'utf8')
  if (!before.includes(subject.from)) throw new Error(`${subject.file} has no ${subject.from}`)
  const times: number[] = []
  try {
    for (let edit = 1; edit <= EDITS; edit += 1) {
      const mark = `${subject.name.replaceAll(' ', '-')}-${edit}`
      const startedMs = performance.now()
      await writeFile(path, before.replace(subject.from, subject.to(mark)))
      await subject.shows(mark)
      times.push(performance.now() - startedMs)
    }
  } finally {
    await writeFile(path, before)
  }
  return times
}

function describe(times: ReadonlyMap<string, readonly number[]>, stillIn: boolean): Table {
  const rows = [...times].map(([name, values]) => [
    name,
    ms(median(values)),
    ms(Math.max(...values)),
  ])
  return {
    title: 'From an edit to the screen, npm run dev',
    columns: ['', 'median', 'worst'],
    rows,
    notes: [
      `${EDITS} edits each, from writing the file to the change in a page that stays open (functions: in an answer)`,
      `manager still signed in, phone still paired, with its data: ${stillIn ? 'yes' : 'NO'}`,
      'aim: under 2 s',
    ],
    figures: Object.fromEntries(
      [...times].map(([name, values]) => [
        `${name.replaceAll(' ', '-')}WorstMs`,
        Math.max(...values),
      ]),
    ),
  }
}
