// Quantities, details, total, pay: one form, checked as a whole, and sent once.
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { type FormEvent, useState } from 'react'
import { checkoutDraft, useCustomer, useDraft } from '#shared/draft/checkout-draft.ts'
import { money } from '#shared/format/in-locale.ts'
import { CheckoutProblem, fieldErrorsOf } from './checkout-problem.tsx'
import { DetailsFields } from './details-fields.tsx'
import { chosenTotal, overLimit, type Quantities, savedBy, stepQuantity } from './order-lines.ts'
import { PayBar } from './pay-bar.tsx'
import { PromoField } from './promo-field.tsx'
import { TicketCounter } from './ticket-counter.tsx'
import { useCheckout } from './use-checkout.ts'
import { type Promo, usePromo } from './use-promo.ts'
import { validateDetails } from './validate-details.ts'

/** Buttons outside the form submit it by this id. */
export const CHECKOUT_FORM_ID = 'checkout'

export type SaleProps = {
  event: ShopEvent
  /** When the last good answer came, if newer requests failed. */
  staleSinceMs: number | null
  refresh: () => void
}

export function CheckoutForm({ event, staleSinceMs, refresh }: SaleProps) {
  const { quantities } = useDraft(event.slug)
  const customer = useCustomer()
  const checkout = useCheckout(event, refresh)
  const promo = usePromo(event)
  const [checked, setChecked] = useState(false)

  const chosen = chosenTotal(event, quantities)
  const tooMany = overLimit(event, quantities)
  const errors = checked ? validateDetails(customer) : {}

  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    setChecked(true)
    const wrong = validateDetails(customer)
    const first = firstToMend({ chosen, tooMany: tooMany[0]?.code, wrong, event })
    if (first) {
      focusField(submitted.currentTarget, first)
      return
    }
    if (promo.busy) return
    hear(checkout.pay(quantities, customer, promo.offer?.code))
  }

  return (
    <form id={CHECKOUT_FORM_ID} data-testid="checkout-form" noValidate onSubmit={submit}>
      <TicketCounter
        event={event}
        quantities={quantities}
        staleSinceMs={staleSinceMs}
        missing={checked && chosen === 0}
        onStep={(type, by) =>
          checkoutDraft.changeQuantities(event.slug, (now) => stepQuantity(event, type, now, by))
        }
      />
      <DetailsFields
        customer={customer}
        errors={errors}
        refused={fieldErrorsOf(checkout.problem)}
        onChange={checkoutDraft.setCustomer}
      />
      <PromoField promo={promo} saved={savedAmount(promo, event, quantities)} />
      {checkout.problem ? <CheckoutProblem problem={checkout.problem} event={event} /> : null}
      <PayBar
        event={event}
        quantities={quantities}
        offer={promo.offer}
        asking={promo.busy}
        busy={checkout.busy}
      />
    </form>
  )
}

function savedAmount({ offer }: Promo, event: ShopEvent, quantities: Quantities): string | null {
  const saved = savedBy(offer, event, quantities)
  return saved === null ? null : money(saved, event.currency)
}

type ToMend = {
  chosen: number
  tooMany: string | undefined
  wrong: ReturnType<typeof validateDetails>
  event: SaleProps['event']
}

/** The name of the first control, from the top of the form, that keeps it from being sent. */
function firstToMend({ chosen, tooMany, wrong, event }: ToMend): string | null {
  if (tooMany) return `minus-${tooMany}`
  if (chosen === 0) {
    const open = event.ticket_types.find((type) => type.available > 0)
    return open ? `plus-${open.code}` : null
  }
  if (wrong.email) return 'email'
  return wrong.name ? 'name' : null
}

function focusField(form: HTMLFormElement, name: string): void {
  const control = form.elements.namedItem(name)
  if (control instanceof HTMLElement) control.focus()
}
