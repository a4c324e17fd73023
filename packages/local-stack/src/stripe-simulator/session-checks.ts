// Rules of checkout.sessions.create that span several parameters, worded as Stripe words them.
import { checkChargeable, checkUnitAmount } from './charge-limits.ts'
import { isCustomerEmail } from './customer-email.ts'
import type { SessionCreateParameters } from './session-parameters.ts'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'
import { invalidRequest, noSuch } from './stripe-error.ts'

const HALF_HOUR_SECONDS = 1800
const DAY_SECONDS = 86_400

/** Throws the first refusal; if it returns, the session may be built. */
export function checkSession(context: SimulatorContext, parameters: SessionCreateParameters): void {
  checkWhatIsSimulated(parameters)
  checkExpiry(parameters.expires_at, nowSeconds(context))
  checkLineItems(parameters)
  checkEmail(parameters.customer_email)
  const { customer } = parameters
  if (customer !== undefined && parameters.customer_email !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: customer, customer_email.')
  }
  if (customer !== undefined && context.state.customers[customer] === undefined) {
    throw noSuch('customer', customer, 'customer', 400)
  }
}

function checkWhatIsSimulated({ mode, ui_mode: uiMode }: SessionCreateParameters): void {
  if (mode !== 'payment') {
    throw invalidRequest(`The simulator knows only mode 'payment', not '${mode}'.`, 'mode')
  }
  if (uiMode !== 'hosted_page') {
    throw invalidRequest(
      `The simulator knows only ui_mode 'hosted_page', not '${uiMode}'.`,
      'ui_mode',
    )
  }
}

function checkExpiry(expiresAt: number | undefined, now: number): void {
  if (expiresAt === undefined) return
  if (expiresAt < now + HALF_HOUR_SECONDS) {
    throw invalidRequest(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    )
  }
  if (expiresAt > now + DAY_SECONDS) {
    throw invalidRequest(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    )
  }
}

function checkEmail(email: string | undefined): void {
  if (email === undefined || isCustomerEmail(email)) return
  throw invalidRequest(`Invalid email address: ${email}`, 'customer_email', 'email_invalid')
}

function checkLineItems({ line_items: items }: SessionCreateParameters): void {
  const currencies = new Set(items.map((item) => item.price_data.currency))
  const [currency] = currencies
  if (currency === undefined)
    throw invalidRequest('You must pass at least one line item.', 'line_items')
  if (currencies.size > 1) {
    throw invalidRequest('All line items must use the same currency.', 'line_items')
  }
  if (!Intl.supportedValuesOf('currency').includes(currency.toUpperCase())) {
    throw invalidRequest(`Invalid currency: ${currency}.`, 'line_items[0][price_data][currency]')
  }
  for (const [index, { price_data: price }] of items.entries()) {
    checkUnitAmount(price.unit_amount, currency, `line_items[${index}][price_data][unit_amount]`)
  }
  checkChargeable(
    items.reduce((sum, item) => sum + item.price_data.unit_amount * item.quantity, 0),
    currency,
  )
}
