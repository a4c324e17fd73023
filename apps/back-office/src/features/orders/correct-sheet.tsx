// Corrects an order's customer. Changing the address invalidates the old link and notifies both addresses.

import { TextField } from '@maguey/ui/text-field.tsx'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { useState } from 'react'
import { m } from '#messages'
import { DeedForm } from './deed-form.tsx'
import type { OrdersApi } from './orders-api.ts'

type CorrectSheetProps = {
  order: DeskOrder['order']
  api: OrdersApi
  onClose: (done: string | null) => void
}

export function CorrectSheet({ order, api, onClose }: CorrectSheetProps) {
  const [name, setName] = useState(order.customer_name ?? '')
  const [email, setEmail] = useState(order.customer_email)
  const moved = email.trim().toLowerCase() !== order.customer_email
  const same = !moved && name.trim() === (order.customer_name ?? '')
  return (
    <DeedForm
      confirm={m.correct_confirm()}
      description={moved ? m.correct_lead_email() : m.correct_lead()}
      disabled={same || name.trim() === '' || email.trim() === ''}
      onClose={() => onClose(null)}
      onDone={() =>
        onClose(moved ? m.correct_done_email({ email: email.trim() }) : m.correct_done())
      }
      reasonLabel={m.reason()}
      ask={(reason) =>
        api.correct(order.id, {
          link_version: order.link_version,
          name: name.trim(),
          email: email.trim(),
          reason,
        })
      }
      title={m.correct_title()}
    >
      <TextField
        autoComplete="off"
        label={m.customer_name()}
        maxLength={120}
        name="name"
        onChange={(event) => setName(event.target.value)}
        value={name}
      />
      <TextField
        autoCapitalize="off"
        autoComplete="off"
        label={m.customer_email()}
        maxLength={254}
        name="email"
        onChange={(event) => setEmail(event.target.value)}
        type="email"
        value={email}
      />
    </DeedForm>
  )
}
