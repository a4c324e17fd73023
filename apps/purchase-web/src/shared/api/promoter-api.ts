// A promoter's calls, with the token of their private link.
import { callApi } from '@maguey/wire/endpoint'
import type { NameChange, NewName } from '@maguey/wire/guest-lists'
import * as wire from '@maguey/wire/promoters'
import { apiPorts } from './ports.ts'

export type PromoterKey = { promoterId: string; token: string }

export const findPromoter = ({ promoterId, token }: PromoterKey, signal?: AbortSignal) =>
  callApi(apiPorts, wire.readPromoter, { params: { promoterId }, token, signal })

export const addNames = (
  { promoterId, token }: PromoterKey,
  listId: string,
  names: readonly NewName[],
) =>
  callApi(apiPorts, wire.addPromoterNames, {
    params: { promoterId, listId },
    token,
    body: { names },
  })

export const changeName = (
  { promoterId, token }: PromoterKey,
  entryId: string,
  change: NameChange,
) =>
  callApi(apiPorts, wire.changePromoterName, {
    params: { promoterId, entryId },
    token,
    body: change,
  })
