// The page that the customer returns to from paying, and the page behind the link in the mail: it turns into tickets.
import { useFace } from '@maguey/ui/brand/club-face.ts'
import { useState } from 'react'
import { m } from '#messages'
import { findOrderToken } from '#shared/orders/order-tokens.ts'
import { useAddress } from '#shared/routing/address.ts'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { OrderFound } from './order-found.tsx'
import { NoToken } from './order-problems.tsx'

export function OrderPage({ id }: { id: string }) {
  const { name: clubName } = useFace()
  const { hash, search } = useAddress()
  const token = findOrderToken(localStorage, id, hash)
  // Kept in state: the address loses it once the tickets are there.
  const [sessionId] = useState(() => new URLSearchParams(search).get('session_id'))
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8">
      <PageTitle>{`${m.order_title()} · ${clubName}`}</PageTitle>
      {token ? (
        <OrderFound key={`${id}#${token}`} orderId={id} token={token} sessionId={sessionId} />
      ) : (
        <NoToken />
      )}
    </div>
  )
}
