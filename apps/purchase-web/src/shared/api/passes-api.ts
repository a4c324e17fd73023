// A ticket for the phone's wallet.
import { callApi, fetchFile } from '@maguey/wire/endpoint'
import * as passes from '@maguey/wire/passes'
import { apiPorts } from './ports.ts'

export type TicketKey = { orderId: string; ticketId: string; token: string }

export const readWallets = () => callApi(apiPorts, passes.readWallets, {})

export const fetchApplePass = ({ token, ...params }: TicketKey) =>
  fetchFile(apiPorts, passes.applePass, { params, token })

export const fetchGooglePass = ({ token, ...params }: TicketKey) =>
  callApi(apiPorts, passes.googlePass, { params, token })
