// Orders: the list, one order, what needs a person, and comps.

import { type Action, may } from '@maguey/wire/actions'
import { useCallback, useMemo } from 'react'
import { Route, Routes, useLocation, useNavigate, useParams } from 'react-router'
import { AttentionScreen } from '#features/orders/attention-screen.tsx'
import { CompScreen } from '#features/orders/comp-screen.tsx'
import { FindScreen } from '#features/orders/find-screen.tsx'
import { OrderScreen } from '#features/orders/order-screen.tsx'
import { createOrdersApi, type OrdersApi } from '#features/orders/orders-api.ts'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

/** How the page of a comp knows that it was given a moment ago: its card opens by itself, once. */
const GIVEN = 'given'

export function OrdersPage() {
  const { client, api: ports } = runtime()
  const { me, nights, badges, refreshBadges, onSessionExpired } = useOffice()
  const navigate = useNavigate()
  const api = useMemo(() => createOrdersApi(client, ports), [client, ports])
  const open = nights.filter(
    ({ status, ends_at }) => status === 'published' && ends_at > Date.now(),
  )
  const given = useCallback(
    (orderId: string) => navigate(`/orders/${orderId}`, { state: GIVEN }),
    [navigate],
  )
  return (
    <Routes>
      <Route
        element={
          <FindScreen
            api={api}
            mayGive={may(me.role, 'comp_tickets')}
            nights={nights}
            onSessionExpired={onSessionExpired}
            waiting={may(me.role, 'resolve_people') ? (badges.needs_person ?? 0) : null}
          />
        }
        index
      />
      {may(me.role, 'resolve_people') && (
        <Route
          element={
            <AttentionScreen
              api={api}
              onChanged={refreshBadges}
              onSessionExpired={onSessionExpired}
            />
          }
          path="attention"
        />
      )}
      {may(me.role, 'comp_tickets') && (
        <Route
          element={
            <CompScreen
              api={api}
              nights={open}
              onGiven={given}
              onSessionExpired={onSessionExpired}
            />
          }
          path="comp"
        />
      )}
      <Route element={<OneOrder api={api} />} path=":orderId" />
    </Routes>
  )
}

function OneOrder({ api }: { api: OrdersApi }) {
  const { orderId = '' } = useParams()
  const { state } = useLocation()
  const { me, refreshBadges, onSessionExpired } = useOffice()
  const mayDo = useCallback((action: Action) => may(me.role, action), [me.role])
  return (
    <OrderScreen
      api={api}
      key={orderId}
      mayDo={mayDo}
      onChanged={refreshBadges}
      onSessionExpired={onSessionExpired}
      orderId={orderId}
      showsCard={state === GIVEN}
    />
  )
}
