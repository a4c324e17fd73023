// `npm run mails [folder]`: each mail in both languages, as HTML, plain text, and pictures in two widths, light and dark.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { composeMail } from '@maguey/functions/mail/compose-mail'
import { composeFoundMail } from '@maguey/functions/mail/found-mail'
import { composeStaffMail } from '@maguey/functions/mail/staff-mail'
import { composeWaitingMail } from '@maguey/functions/mail/waiting-mail'
import type { MailAttachment, MailContent } from '@maguey/functions/ports/mail'
import { plainClub } from '@maguey/functions/text/club-words'
import { type Browser, chromium } from '@playwright/test'
import { sampleJobs, sampleSearches, sampleStaffMails, sampleWaiting } from './samples.ts'

const WIDTHS = [600, 360]
const SCHEMES = ['light', 'dark'] as const
const SHOP = 'https://shop.example'
const settings = { shopUrl: SHOP, apiUrl: 'https://api.example', orderTokenSecret: 'a-secret' }
const club = {
  ...plainClub,
  ...{ address: '1432 E 4th St, Los Angeles', contact_email: 'hola@maguey.example' },
  contact_phone: '+1 213 555 0123',
}

async function main() {
  const folder = resolve(process.argv[2] ?? 'mails')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const browser = await chromium.launch({
    ...(process.env.MAGUEY_CHROMIUM ? { executablePath: process.env.MAGUEY_CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
  try {
    for (const { name, mail } of await allMails()) {
      await writeMail(folder, name, mail)
      await takePictures(browser, folder, name)
      console.log(`${name.padEnd(22)} ${mail.subject}`)
    }
  } finally {
    await browser.close()
  }
  console.log(folder)
}

async function allMails(): Promise<{ name: string; mail: MailContent }[]> {
  const customers = sampleJobs().map(async (job) => ({
    name: `${job.kind}-${job.locale}`,
    mail: await composeMail(job, settings, club),
  }))
  const found = sampleSearches().map(async (search) => ({
    name: `found-${search.locale}`,
    mail: await composeFoundMail(search, settings, club),
  }))
  const waiting = sampleWaiting().map(async (job) => ({
    name: `waiting-${job.locale}`,
    mail: await composeWaitingMail(job, settings, club),
  }))
  const staff = sampleStaffMails().map(async (job) => ({
    name: `staff-${job.kind}-${job.locale}`,
    mail: await composeStaffMail(job, { backOfficeUrl: 'https://office.example', club }),
  }))
  return Promise.all([...customers, ...found, ...waiting, ...staff])
}

/** The pictures of the HTML become files beside it; the rest are the mail's own attachments. */
async function writeMail(folder: string, name: string, mail: MailContent): Promise<void> {
  const { subject, html, text, attachments, headers = {} } = mail
  const pictures = attachments.filter(({ contentId }) => contentId !== undefined)
  const shown = pictures.reduce(inPlace, html)
  await writeFile(join(folder, `${name}.html`), shown)
  const head = Object.entries({ Subject: subject, ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  )
  await writeFile(join(folder, `${name}.txt`), `${head.join('\n')}\n\n${text}\n`)
  for (const { filename, bytes, contentId } of attachments)
    if (contentId === undefined) await writeFile(join(folder, `${name}-${filename}`), bytes)
}

const inPlace = (html: string, { contentId, contentType, bytes }: MailAttachment): string =>
  html.replaceAll(
    `cid:${contentId}`,
    `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`,
  )

async function takePictures(browser: Browser, folder: string, name: string): Promise<void> {
  for (const width of WIDTHS)
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      // The night's picture is the shop's; here it is a plain one of its size.
      await page.route(`${SHOP}/share/**`, (route) =>
        route.fulfill({ contentType: 'image/svg+xml', body: POSTER }),
      )
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
      const path = join(folder, `${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true })
      await page.close()
    }
}

const POSTER =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#1f5a46"/><circle cx="900" cy="250" r="160" fill="#6fdca5"/></svg>'

await main()
