// The HTTP contract of the functions, defined once and run against Node and Deno.
import { beforeAll, beforeEach, describe } from 'vitest'
import { checkoutContract } from './suite/checkout-contract.ts'
import { deskContract } from './suite/desk-contract.ts'
import { edgesContract } from './suite/edges-contract.ts'
import { eventsContract } from './suite/events-contract.ts'
import { findContract } from './suite/find-contract.ts'
import { mailContract } from './suite/mail-contract.ts'
import { moneyContract } from './suite/money-contract.ts'
import { pairingContract } from './suite/pairing-contract.ts'
import { passesContract } from './suite/passes-contract.ts'
import { paymentContract } from './suite/payment-contract.ts'
import { promoterContract } from './suite/promoter-contract.ts'
import { recordContract } from './suite/record-contract.ts'
import { ticketsContract } from './suite/tickets-contract.ts'
import { transferContract } from './suite/transfer-contract.ts'
import { waitingContract } from './suite/waiting-contract.ts'
import { type GetTarget, postJson } from './support/target.ts'

/**
 * @example
 * apiContract('on Node', () => ({ api: `${stack.info.apiUrl}/functions/v1/api`, … }))
 */
export function apiContract(where: string, target: GetTarget): void {
  describe(where, () => {
    beforeAll(async () => {
      // The tests deliver Stripe's events themselves, so that they reach the functions under test at the right time.
      await postJson(`${target().stack.info.stripeUrl}/_control/deliveries/pause`, {})
    })
    beforeEach(async () => {
      await target().stack.sql`delete from public.rate_buckets`
    })
    eventsContract(target)
    checkoutContract(target)
    paymentContract(target)
    ticketsContract(target)
    passesContract(target)
    transferContract(target)
    waitingContract(target)
    promoterContract(target)
    moneyContract(target)
    pairingContract(target)
    mailContract(target)
    findContract(target)
    deskContract(target)
    recordContract(target)
    edgesContract(target)
  })
}
