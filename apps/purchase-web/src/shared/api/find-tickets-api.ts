// Asks for a mail with the links to an address's tickets.
import { callApi } from '@maguey/wire/endpoint'
import { findTickets } from '@maguey/wire/find-tickets'
import type { Locale } from '@maguey/wire/values'
import { apiPorts } from './ports.ts'

export const requestTickets = (body: { email: string; locale: Locale }) =>
  callApi(apiPorts, findTickets, { body })
