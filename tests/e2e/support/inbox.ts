// Reads the running stack's inbox as the customer.
import { expect } from '@playwright/test'

type Attachment = { filename: string; content_type: string; content: string }
type Mail = {
  id: string
  to: string[] | string
  subject: string
  text: string
  html: string
  attachments: Attachment[]
}

/** A connection that has idled may be closed at the moment in which it is used again. */
const ask = async <T>(url: string): Promise<T> =>
  (await (await fetch(url).catch(() => fetch(url))).json()) as T

const listFor = async (inboxUrl: string, address: string): Promise<Mail[]> => {
  const mails = await ask<Mail[]>(`${inboxUrl}/api/emails`)
  return mails.filter((mail) => [mail.to].flat().includes(address))
}

/** Every mail to the address, latest first. */
export const mailsTo = async (inboxUrl: string, address: string): Promise<Mail[]> => {
  const found = await listFor(inboxUrl, address)
  return Promise.all(found.map(({ id }) => ask<Mail>(`${inboxUrl}/api/emails/${id}`)))
}

/** Waits until exactly one mail has arrived at the address. */
export const waitForMail = async (inboxUrl: string, address: string): Promise<Mail> => {
  await expect
    .poll(async () => (await listFor(inboxUrl, address)).length, { timeout: 30_000 })
    .toBe(1)
  const [found] = await listFor(inboxUrl, address)
  return ask<Mail>(`${inboxUrl}/api/emails/${found?.id}`)
}

export const imagesOf = (mail: Mail): Buffer[] =>
  mail.attachments
    .filter((attachment) => attachment.content_type === 'image/png')
    .map((attachment) => Buffer.from(attachment.content, 'base64'))
