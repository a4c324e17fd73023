// What every mail ends in: HTML with its plain text, and the link that opens what it is about.
import type { MailJob } from '@maguey/wire/mail'
import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'
import type { Settings } from '../dependencies.ts'
import { offerToken, orderToken, recipientToken } from '../secrets.ts'

export type LinkSettings = Pick<Settings, 'shopUrl' | 'apiUrl' | 'orderTokenSecret'>

/** Whose page a mail leads to. */
type Linked = {
  kind?: MailJob['kind']
  order: Pick<MailJob['order'], 'id' | 'link_version'>
  transfer: Pick<NonNullable<MailJob['transfer']>, 'id' | 'for_recipient'> | null
}

export async function renderBoth(mail: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(mail)
  return { html, text: toPlainText(html) }
}

/** The order's page, or the recipient's of a ticket that was handed on. In the fragment, the token never reaches a server's log. */
export async function pageUrl(
  { kind, order, transfer }: Linked,
  { shopUrl, orderTokenSecret }: Omit<LinkSettings, 'apiUrl'>,
): Promise<string> {
  if (transfer?.for_recipient !== true) {
    const token = await orderToken(orderTokenSecret, order.id, order.link_version)
    return `${shopUrl}/orders/${order.id}#${token}`
  }
  // By the mail and not by what became of the offer: a late one must not bring the recipient's own key.
  const token = kind === 'transfer_offered' ? offerToken : recipientToken
  return `${shopUrl}/transfers/${transfer.id}#${await token(orderTokenSecret, transfer.id)}`
}
