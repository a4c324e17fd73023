// Orders at the desk: found by whatever a caller reads out, sent again, corrected, paid back, replaced, given away; and
// what no rule can decide.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { errorMessage } from '@maguey/ticket-core/error-register'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { launchBrowser, temporaryFolder } from './support/browser.ts'
import { mailsTo, waitForMail } from './support/inbox.ts'
import { buyInShop, openOffice, signInStaff } from './support/office.ts'
import { eventOfTonight } from './support/steps.ts'

let stack: Stack
let browser: Browser
let desk: Page
let slug: string

test.beforeAll(async () => {
  test.setTimeout(300_000)
  stack = await startStack({ dataDir: temporaryFolder('orders'), seed: true, serveApps: true })
  browser = await launchBrowser()
  desk = await signInStaff(browser, stack.info, stack.info.manager)
  slug = (await eventOfTonight(stack.info.apiUrl)).slug
})

test.afterAll(async () => {
  await browser.close()
  await stack.stop()
})

type Bought = { id: string; number: string; tickets: string[]; link: string }

async function bought(email: string, name: string, vip: number): Promise<Bought> {
  const page = await buyInShop(browser, stack.info, { slug, email, name, take: { VIP: vip } })
  await page.close()
  const mail = await waitForMail(stack.info.inboxUrl, email)
  const [order] = await stack.sql<{ id: string; number: string; tickets: string }[]>`
    select o.id, o.number, string_agg(t.ticket_id, ' ' order by t.ticket_id) as tickets from public.orders o
    join public.tickets t on t.order_id = o.id where o.customer_email = ${email} group by o.id`
  if (order === undefined) throw new Error('not bought')
  const tickets = order.tickets.split(' ')
  return {
    ...order,
    tickets,
    link: /https?:\/\/\S+\/orders\/\S+#[\w-]+/.exec(mail.text)?.[0] ?? '',
  }
}

const control = (path: string, body: object) =>
  fetch(`${stack.info.stripeUrl}/_control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const openOrder = async ({ id, number }: Bought): Promise<void> => {
  await openOffice(desk, `/orders/${id}`)
  await expect(desk.getByTestId('order-number')).toHaveText(number)
}

const status = () => desk.getByTestId('order-state')
const ticketsThat = (state: string) =>
  desk.locator(`[data-testid=desk-ticket][data-status=${state}]`)

async function giveReasonAnd(confirm: string | RegExp, reason: string): Promise<void> {
  await desk.locator('input[name=reason]').fill(reason)
  await desk.getByRole('dialog').getByRole('button', { name: confirm }).click()
}

test('an order is found by name, address, number, ticket or card, and nothing is found for others', async () => {
  const order = await bought('rosa@example.com', 'Rosa Mena', 3)
  const found = desk.getByTestId('orders').getByRole('link')
  for (const query of [
    'rosa men',
    'rosa@exam',
    order.number.toLowerCase(),
    order.tickets[0],
    '4242',
  ]) {
    await openOffice(desk, `/orders?q=${encodeURIComponent(String(query))}`)
    await expect(found.first(), String(query)).toContainText('Rosa Mena')
  }
  await openOffice(desk, '/orders?q=nobody@here')
  await expect(desk.getByText('Nothing found')).toBeVisible()
})

test('no letter is lost by typing fast on a slow machine, and the address follows', async () => {
  const machine = await desk.context().newCDPSession(desk)
  await machine.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await openOffice(desk, '/orders')
  const field = desk.getByRole('searchbox')
  await field.pressSequentially('rosa@example.com')
  await expect(field).toHaveValue('rosa@example.com')
  await expect(desk.getByTestId('orders').getByRole('link').first()).toContainText('Rosa Mena')
  await expect(desk).toHaveURL(/[?&]q=rosa%40example\.com/)
  await machine.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  // The way back brings the words back with the list.
  await desk.getByTestId('orders').getByRole('link').first().click()
  await expect(desk.getByTestId('order-number')).toBeVisible()
  await desk.goBack()
  await expect(field).toHaveValue('rosa@example.com')
  await desk.getByRole('link', { name: 'Orders' }).first().click()
  await expect(field).toHaveValue('')
})

test('a page of the list that could not be loaded is asked for again', async () => {
  let failing = true
  await desk.route('**/rpc/find_orders*', async (route) => {
    const later = (route.request().postData() ?? '').includes('the-next-page')
    if (later && failing) return route.abort()
    const answer = await route.fetch(later ? { postData: JSON.stringify({ p_query: '' }) } : {})
    const page = (await answer.json()) as object
    return route.fulfill({
      response: answer,
      json: { ...page, next: later ? null : 'the-next-page' },
    })
  })
  await openOffice(desk, '/orders')
  await desk.getByRole('button', { name: 'Show more' }).click()
  await expect(desk.getByText('No connection to the server')).toBeVisible()
  failing = false
  const before = await desk.getByTestId('orders').getByRole('link').count()
  await desk.getByRole('button', { name: 'Try again' }).click()
  await expect(desk.getByTestId('orders').getByRole('link')).toHaveCount(before * 2)
  await expect(desk.getByRole('button', { name: 'Show more' })).toHaveCount(0)
  await desk.unrouteAll({ behavior: 'ignoreErrors' })
})

test('tickets are sent again, and another address ends the old link and is told to both', async () => {
  const order = await bought('ana@exmaple.com', 'Ana Luz', 1)
  await openOrder(order)
  await desk.getByRole('button', { name: 'Send tickets again' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
  await expect(desk.getByText('On their way to ana@exmaple.com.')).toBeVisible()
  const mailsToOld = async () => (await mailsTo(stack.info.inboxUrl, 'ana@exmaple.com')).length
  // A mail that still waited would follow the order to its new address.
  await expect.poll(mailsToOld).toBe(2)

  await desk.getByRole('button', { name: 'Correct name or e-mail' }).click()
  await desk.getByRole('dialog').locator('input[name=email]').fill('ana@example')
  await giveReasonAnd('Save and send', 'She misspelt it')
  const refusal = errorMessage('invalid_email', 'en')
  await expect(desk.getByRole('dialog').getByText(refusal)).toBeVisible()
  await expect(desk.locator('input[name=reason]')).toHaveValue('She misspelt it')
  await desk.getByRole('dialog').locator('input[name=email]').fill('ana@example.com')
  await giveReasonAnd('Save and send', 'She misspelt it')
  await expect(desk.getByText('the old link no longer works')).toBeVisible()

  const fresh = await waitForMail(stack.info.inboxUrl, 'ana@example.com')
  expect(fresh.text).toContain('/orders/')
  await expect.poll(mailsToOld).toBe(3)
  const shop = await browser.newPage()
  await shop.goto(order.link)
  await expect(shop.getByTestId('ticket')).toHaveCount(0)
  await expect(shop.getByTestId('order-status')).toBeVisible()
  await shop.close()
})

test('an amount, then the rest: paid back even if the provider is away for a while', async () => {
  await openOrder(await bought('beto@example.com', 'Beto Luna', 2))
  await desk.getByRole('button', { name: 'Refund', exact: true }).first().click()
  await desk.locator('input[name=of][value=amount]').check()
  await desk.locator('input[name=amount]').fill('9999')
  await expect(desk.getByText('no more than is left')).toBeVisible()
  await expect(desk.getByRole('button', { name: /^Give back/ })).toBeDisabled()
  await desk.locator('input[name=amount]').fill('12,50')
  await desk.getByRole('button', { name: 'Give back $12.50' }).click()
  await expect(desk.getByText('Say why, in a word or two.')).toBeVisible()
  await control('faults', { api: 'down' })
  await giveReasonAnd('Give back $12.50', 'Cloakroom lost a coat')
  await expect(desk.getByText('Refund of $12.50 under way')).toBeVisible()
  await control('faults', { api: 'up' })
  await expect(status()).toHaveAttribute('data-status', 'partially_refunded', { timeout: 120_000 })
  await expect(ticketsThat('issued')).toHaveCount(2)

  await desk.getByRole('button', { name: 'Refund', exact: true }).first().click()
  await giveReasonAnd(/^Give back/, 'They are ill')
  await expect(status()).toHaveAttribute('data-status', 'refunded', { timeout: 60_000 })
  await expect(ticketsThat('issued')).toHaveCount(0)
  await expect(desk.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0)
})

test('a lost ticket is replaced, another is voided, and the timeline says by whom', async () => {
  const order = await bought('caro@example.com', 'Caro Ruiz', 2)
  await openOrder(order)
  await desk.getByRole('button', { name: `Lost: replace ${order.tickets[0]}` }).click()
  await giveReasonAnd('Void it and send a new one', 'Phone stolen')
  await expect(desk.getByText('New ticket:')).toBeVisible()
  await desk.getByRole('button', { name: `Void ${order.tickets[1]}` }).click()
  await giveReasonAnd('Void it', 'Was sold on')
  await expect(ticketsThat('void')).toHaveCount(2)
  await expect(ticketsThat('issued')).toHaveCount(1)
  const timeline = desk.getByRole('region', { name: 'What happened' })
  await expect(timeline).toContainText('Lost ticket replaced')
  await expect(timeline).toContainText('Ticket voided')
  await expect(timeline).toContainText('By Manager')
})

test('tickets are given away, as many as there are', async () => {
  await openOffice(desk, '/orders/comp')
  const quantity = desk.locator('[name^=quantity-]').first()
  await quantity.fill('9999')
  await desk.locator('input[name=name]').fill('DJ Sol')
  await desk.locator('input[name=email]').fill('sol@example.com')
  await desk.locator('input[name=reason]').fill('Plays tonight')
  await desk.getByRole('button', { name: 'Give and send' }).click()
  await expect(desk.locator('form').getByRole('status')).toBeVisible()
  await expect(desk.locator('input[name=name]')).toHaveValue('DJ Sol')
  await quantity.fill('2')
  await desk.getByRole('button', { name: 'Give and send' }).click()
  await expect(ticketsThat('issued')).toHaveCount(2)
  await waitForMail(stack.info.inboxUrl, 'sol@example.com')
})

test('a refund that the bank sends back and a dispute wait for a person until somebody deals with them', async () => {
  const back = await bought('dora@example.com', 'Dora Paz', 1)
  await control('faults', { refunds: 'pending' })
  await openOrder(back)
  await desk.getByRole('button', { name: 'Refund', exact: true }).first().click()
  await giveReasonAnd(/^Give back/, 'Moved away')
  await expect(status()).toHaveAttribute('data-status', 'refund_pending')
  const pending = async () => {
    const all = (await (await fetch(`${stack.info.stripeUrl}/_control/refunds`)).json()) as {
      id: string
      status: string
    }[]
    return all.filter((refund) => refund.status === 'pending').map(({ id }) => id)
  }
  await expect.poll(async () => (await pending()).length).toBe(1)
  const [refund] = await pending()
  await control(`refunds/${refund}/fail`, {})
  await control('faults', { refunds: 'succeeded' })

  const disputed = await bought('hugo@example.com', 'Hugo Sol', 1)
  const [paid] = await stack.sql<{ intent: string }[]>`
    select stripe_payment_intent_id as intent from public.orders where id = ${disputed.id}`
  await control(`payment_intents/${paid?.intent}/dispute`, {})

  await openOffice(desk, '/orders')
  await expect(desk.getByTestId('needs-person-link')).toContainText('2', { timeout: 60_000 })
  await desk.getByTestId('needs-person-link').click()
  const items = desk.getByTestId('person-item')
  await expect(items).toHaveCount(2)
  await expect(desk.locator('[data-cause=dispute_open]')).toContainText('Answer before')
  for (const note of ['Paid in cash', 'Answered at Stripe']) {
    const left = await items.count()
    await items.first().getByRole('button', { name: 'Take off the list' }).click()
    await giveReasonAnd('Take off the list', note)
    await expect(items).toHaveCount(left - 1)
  }
  await expect(desk.getByText('Nothing waits for you')).toBeVisible()
  await openOffice(desk, '/orders')
  await expect(desk.getByTestId('orders')).toBeVisible()
  await expect(desk.getByTestId('needs-person-link')).toHaveCount(0)
})
