// Handing a ticket on: the payer's calls with the order's token, the recipient's with that of their link.
import { callApi, fetchFile } from '@maguey/wire/endpoint'
import * as wire from '@maguey/wire/transfers'
import { apiPorts } from './ports.ts'

type Order = { orderId: string; token: string }

export const findTransfers = ({ orderId, token }: Order, signal?: AbortSignal) =>
  callApi(apiPorts, wire.listTransfers, { params: { orderId }, token, signal })

export const offerTransfer = (
  { orderId, token }: Order,
  body: { ticket_id: string; email?: string },
) => callApi(apiPorts, wire.offerTransfer, { params: { orderId }, token, body })

export const takeBackTransfer = ({ orderId, token }: Order, transferId: string) =>
  callApi(apiPorts, wire.takeBackTransfer, { params: { orderId, transferId }, token })

export const findTransfer = (transferId: string, token: string, signal?: AbortSignal) =>
  callApi(apiPorts, wire.readTransfer, { params: { transferId }, token, signal })

export const acceptTransfer = (transferId: string, token: string, body: wire.Acceptance) =>
  callApi(apiPorts, wire.acceptTransfer, { params: { transferId }, token, body })

export const downloadTransferPdf = (transferId: string, token: string) =>
  fetchFile(apiPorts, wire.transferPdf, { params: { transferId }, token })
