// The books after a history: receipts and credit notes against what was paid and came back, and the takings against the provider's balance.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { World } from './world.ts'

type Order = {
  id: string
  total: string
  currency: string
  intent: string | null
  /** Paid and completed: a receipt is owed. */
  owes_receipt: boolean
  tax_percent: number
}

type Receipt = {
  order_id: string
  kind: 'receipt' | 'credit_note' | 'restored'
  refund_id: string | null
  series: string
  year: number | null
  serial: number | null
  amount: string
  tax: string
}

type Refund = { id: string; payment_intent: string; amount: number; status: string }
type Intent = { id: string; latest_charge: string | null; metadata: { order_id?: string } }
type Booked = { source: string; amount: number; currency: string }

type Takings = {
  net: string
  balance: {
    read_until: string | null
    fresh: string
    to_send: string
    unmatched: string
    inquiries: string
    converted: string
    difference: string
    gaps: { reason: string; part: string; payment_intent: string }[]
  }
}

export async function checkBooks(world: World): Promise<string[]> {
  return [...(await checkReceipts(world)), ...(await checkBalance(world))]
}

async function checkReceipts(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const orders = await sql<Order[]>`
    select o.id, o.total_amount::text as total, o.currency, o.stripe_payment_intent_id as intent, e.tax_percent::float8 as tax_percent,
      o.completed_at is not null and o.kind = 'sale' and o.total_amount > 0 as owes_receipt
    from public.orders o join public.events e on e.id = o.event_id order by o.created_at, o.id`
  const receipts = await sql<Receipt[]>`
    select r.order_id, r.kind, r.refund_id, r.series, r.year, r.serial, r.amount::text as amount, r.tax_amount::text as tax
    from public.receipts r order by r.series, r.year, r.serial, r.created_at`
  const refunds = await world.stripeList<Refund>('/refunds')
  return [
    ...numbersOf(receipts),
    ...orders.flatMap((order) =>
      receiptsOfOrder(
        order,
        receipts.filter(({ order_id: id }) => id === order.id),
        refunds.filter(({ payment_intent: of }) => of === order.intent),
      ).map((what) => `order ${order.id.slice(0, 8)}: ${what}`),
    ),
  ]
}

/** 1, 2, 3 … in each series of each year. */
function numbersOf(receipts: readonly Receipt[]): string[] {
  const last = new Map<string, number>()
  return receipts.flatMap(({ series, year, serial, order_id: order }) => {
    if (serial === null) return [`a receipt of ${order.slice(0, 8)} has no number`]
    const expected = (last.get(`${series}${year}`) ?? 0) + 1
    last.set(`${series}${year}`, serial)
    return serial === expected ? [] : [`after ${series}${year}-${expected - 1} comes ${serial}`]
  })
}

function receiptsOfOrder(order: Order, receipts: Receipt[], refunds: Refund[]): string[] {
  const of = (kind: Receipt['kind'], refundId: string | null = null) =>
    receipts.filter((one) => one.kind === kind && one.refund_id === refundId)
  const wrong: string[] = []
  const say = (when: boolean, what: string) => {
    if (when) wrong.push(what)
  }
  const minor = (amount: string) => decimalToMinor(amount, order.currency)
  if (!order.owes_receipt) {
    say(receipts.length > 0, 'has a receipt for nothing')
    return wrong
  }
  say(of('receipt').length !== 1, `has ${of('receipt').length} receipts`)
  for (const { id, status, amount } of refunds) {
    const [notes, restored] = [of('credit_note', id), of('restored', id)]
    const came = status === 'succeeded'
    say(came && notes.length !== 1, `has ${notes.length} credit notes for ${id}`)
    say(restored.length !== (came ? 0 : notes.length), `restored ${restored.length} for ${id}`)
    say(
      notes.some((note) => minor(note.amount) !== Math.min(amount, minor(order.total))),
      `has a credit note of another amount than ${id}`,
    )
  }
  const sum = (value: (receipt: Receipt) => string) =>
    receipts.reduce((all, one) => all + (one.series === 'R' ? 1 : -1) * minor(value(one)), 0)
  const back = refunds
    .filter(({ status }) => status === 'succeeded')
    .reduce((all, { amount }) => all + amount, 0)
  const kept = Math.max(minor(order.total) - back, 0)
  say(
    sum(({ amount }) => amount) !== kept,
    `its receipts say ${sum((one) => one.amount)}, kept ${kept}`,
  )
  // Half away from zero: prices are whole minor units and above zero, so Math.round is that.
  const tax = Math.round((kept * order.tax_percent) / (100 + order.tax_percent))
  say(
    sum((one) => one.tax) !== tax,
    `its receipts say ${sum((one) => one.tax)} tax, and it is ${tax}`,
  )
  return wrong
}

/** Each night's net takings, and what explains the difference, are what the provider has booked for it. */
async function checkBalance(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const nights = await sql<{ id: string; slug: string; currency: string; orders: string[] }[]>`
    select e.id, e.slug, e.currency, array(select o.id from public.orders o where o.event_id = e.id) as orders
    from public.events e order by e.slug`
  const moved = await movements(world)
  const wrong: string[] = []
  for (const night of nights) {
    const takings = (await world.manage('night_takings', { p_event_id: night.id })) as Takings
    const { balance } = takings
    const minor = (amount: string) => decimalToMinor(amount, night.currency)
    const booked = moved
      .filter(({ order, currency }) => night.orders.includes(order) && currency === night.currency)
      .reduce((sum, { amount }) => sum + amount, 0)
    const explained =
      minor(takings.net) +
      minor(balance.to_send) +
      minor(balance.unmatched) +
      minor(balance.inquiries) -
      minor(balance.converted)
    if (booked !== explained) {
      wrong.push(`${night.slug} took ${explained}, and Stripe has ${booked}`)
    }
    if (minor(balance.to_send) !== 0 || minor(balance.fresh) !== 0) {
      wrong.push(`${night.slug} is still waiting for ${balance.to_send} and ${balance.fresh}`)
    }
    const unnamed = balance.gaps.filter(({ reason }) => reason !== 'currency')
    for (const { reason, part, payment_intent: intent } of unnamed) {
      wrong.push(`${night.slug} has a gap: ${part} of ${intent}, ${reason}`)
    }
  }
  return wrong
}

/** What the provider booked, by the order that the money was for. */
async function movements(world: World): Promise<(Booked & { order: string })[]> {
  const intents = await world.stripeList<Intent>('/payment_intents')
  const byIntent = new Map(intents.map(({ id, metadata }) => [id, metadata.order_id ?? '']))
  const of = new Map(intents.map(({ latest_charge: charge, id }) => [charge, id]))
  for (const kind of ['/refunds', '/disputes']) {
    const things = await world.stripeList<{ id: string; payment_intent: string }>(kind)
    for (const { id, payment_intent: intent } of things) of.set(id, intent)
  }
  return (await world.stripeList<Booked>('/balance_transactions')).map((booked) => ({
    ...booked,
    order: byIntent.get(of.get(booked.source) ?? '') ?? '',
  }))
}
