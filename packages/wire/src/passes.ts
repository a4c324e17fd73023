// A ticket as a pass of the phone's own wallet.
import { boolean, object, pipe, regex, string } from 'valibot'
import type { Endpoint } from './endpoint.ts'

const walletsSchema = object({ apple: boolean(), google: boolean() })

/** Which wallets this installation makes passes for. */
export const readWallets: Endpoint<'/wallets', typeof walletsSchema> = {
  method: 'GET',
  path: '/wallets',
  answer: walletsSchema,
}

/** The ticket's `.pkpass`. */
export const applePass = { path: '/tickets/:orderId/:ticketId/apple.pkpass' } as const

const googlePassSchema = object({ url: pipe(string(), regex(/^https:\/\/pay\.google\.com\//)) })

/** Google's page that saves the ticket: a signed link, as good as the ticket itself. */
export const googlePass: Endpoint<
  '/tickets/:orderId/:ticketId/google-pass',
  typeof googlePassSchema
> = {
  method: 'GET',
  path: '/tickets/:orderId/:ticketId/google-pass',
  answer: googlePassSchema,
}
