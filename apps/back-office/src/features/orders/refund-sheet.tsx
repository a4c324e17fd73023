// Refunds tickets, an amount, or all that is left. The button shows the sum before anything is refunded.

import { TextField } from '@maguey/ui/text-field.tsx'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { m } from '#messages'
import { DeedForm } from './deed-form.tsx'
import { money } from './order-words.ts'
import type { OrdersApi } from './orders-api.ts'
import { type RefundKeys, type RefundOf, useRefund } from './use-refund.ts'

type RefundSheetProps = {
  found: DeskOrder
  api: OrdersApi
  /** Selected at first. */
  ticketIds: readonly string[]
  keys: RefundKeys
  onClose: (done: string | null) => void
}

export function RefundSheet({ found, api, ticketIds, keys, onClose }: RefundSheetProps) {
  const { currency } = found.order
  const refund = useRefund(found, ticketIds, keys)
  const { of, setOf, valid } = refund
  const amount = money(valid ? refund.sum : '0', currency)
  return (
    <DeedForm
      ask={(reason) => api.refund(refund.wish(reason))}
      confirm={m.refund_confirm({ amount })}
      description={m.refund_lead({ amount: money(refund.remaining, currency) })}
      disabled={!valid}
      look="danger"
      onClose={() => onClose(null)}
      onDone={(done) => {
        keys.clear()
        onClose(m.refund_done({ amount: money(done.amount, done.currency) }))
      }}
      reasonLabel={m.refund_reason()}
      title={m.refund_title()}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-semibold text-sm">{m.refund_of()}</legend>
        <Choice label={m.refund_everything()} name="everything" of={of} onChoose={setOf} />
        {refund.refundable.length > 0 && (
          <Choice label={m.refund_tickets()} name="tickets" of={of} onChoose={setOf} />
        )}
        <Choice label={m.refund_amount()} name="amount" of={of} onChoose={setOf} />
      </fieldset>
      {of === 'tickets' && <TicketChoices currency={currency} refund={refund} />}
      {of === 'amount' && (
        <TextField
          autoComplete="off"
          error={refund.amount !== '' && !valid ? m.refund_amount_wrong() : undefined}
          inputMode="decimal"
          label={m.refund_amount_label({ currency: currency.toUpperCase() })}
          name="amount"
          onChange={(event) => refund.setAmount(event.target.value.replace(',', '.'))}
          value={refund.amount}
        />
      )}
    </DeedForm>
  )
}

type TicketChoicesProps = { refund: ReturnType<typeof useRefund>; currency: string }

function TicketChoices({ refund, currency }: TicketChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-semibold text-sm">{m.tickets()}</legend>
      {refund.refundable.map(({ ticket_id, ticket_type, price_paid }) => (
        <label className="flex min-h-11 items-center gap-3" key={ticket_id}>
          <input
            checked={refund.chosen.includes(ticket_id)}
            className="size-5 accent-agave"
            onChange={(event) => refund.choose(ticket_id, event.target.checked)}
            type="checkbox"
          />
          <span className="min-w-0 flex-1">
            {ticket_type}
            <span className="block break-all text-ink-soft text-sm">{ticket_id}</span>
          </span>
          <span className="tabular-nums">{money(price_paid ?? '0', currency)}</span>
        </label>
      ))}
    </fieldset>
  )
}

type ChoiceProps = {
  name: RefundOf
  label: string
  of: RefundOf
  onChoose: (of: RefundOf) => void
}

function Choice({ name, label, of, onChoose }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        checked={of === name}
        className="size-5 accent-agave"
        name="of"
        onChange={() => onChoose(name)}
        type="radio"
        value={name}
      />
      {label}
    </label>
  )
}
