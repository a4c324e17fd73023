// Accepts an offered ticket, once, however often it is sent: the key of the first attempt outlives the page.

import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { type Failure, isRefusal, mayHeal } from '@maguey/wire/failure'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { acceptTransfer } from '#shared/api/transfers-api.ts'
import { keepAcceptKey } from '#shared/orders/kept-transfers.ts'
import { mayHaveArrived } from './may-have-arrived.ts'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export type AcceptanceProps = {
  transferId: string
  token: string
  /** It was sent from this device before, and nobody heard the answer. */
  wasSent: boolean
  onSending: () => void
  /** It can't be accepted from here any more. */
  onRefused: () => Promise<void>
  /** With the token that opens the ticket from now on. */
  onAccepted: (token: string) => void
}

export function useAcceptance(props: AcceptanceProps) {
  const { transferId, token, wasSent, onSending, onRefused, onAccepted } = props
  const [freshKey] = useState(() => uuidV7({ nowMs: Date.now(), randomBytes }))
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  // Until an answer says otherwise: what is sent later and never arrives doesn't undo it.
  const [unsure, setUnsure] = useState(wasSent)

  /** @returns why it failed */
  const accept = async (guest: { name: string; email: string }): Promise<Failure | null> => {
    setAsking(true)
    const accept_key = keepAcceptKey(localStorage, transferId, freshKey)
    onSending()
    const body = { ...guest, locale: getLocale(), accept_key }
    const answer = await acceptTransfer(transferId, token, body)
    setAsking(false)
    if (answer.ok) {
      onAccepted(answer.value.token)
      return null
    }
    const { failure } = answer
    setProblem(failure)
    if (mayHaveArrived(failure)) setUnsure(true)
    else if (isFinal(failure)) {
      setUnsure(false)
      await onRefused()
    }
    return failure
  }
  return { asking, problem, unsure, accept }
}

/** What is wrong with the form can be mended, and says nothing about an earlier attempt. */
const isFinal = (failure: Failure): boolean =>
  !mayHeal(failure) && !isRefusal(failure, 'invalid_email', 'invalid_request')
