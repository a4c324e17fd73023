// A customer's bank takes the money back until the dispute is decided. https://docs.stripe.com/disputes/how-disputes-work
import type Stripe from 'stripe'
import { bookMovement } from './balance.ts'
import { change, nowSeconds, type SimulatorContext } from './simulator-context.ts'
import { refusedByState } from './stripe-error.ts'

export type DisputeEnd = 'won' | 'lost' | 'warning_closed'

/** An inquiry moves no money, and the charge may still be refunded. */
export function openDispute(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  { reason = 'fraudulent', inquiry = false }: { reason?: string; inquiry?: boolean } = {},
): Stripe.Dispute {
  const charge = context.state.charges[String(intent.latest_charge)]
  if (charge?.paid !== true || charge.disputed) {
    throw refusedByState(`PaymentIntent ${intent.id} has no charge that can be disputed.`)
  }
  const dispute = buildDispute(context, charge, reason, inquiry)
  if (!inquiry) dispute.balance_transactions.push(moveDisputed(context, dispute, charge, 'dispute'))
  context.state.disputes[dispute.id] = dispute
  context.publish('charge.dispute.created', dispute)
  if (!inquiry) context.publish('charge.dispute.funds_withdrawn', dispute)
  context.publish('charge.updated', charge, change(charge, { disputed: true }))
  return dispute
}

/** `false` when it is already closed, or when its kind can't end that way. */
export function closeDispute(
  context: SimulatorContext,
  dispute: Stripe.Dispute,
  status: DisputeEnd,
): boolean {
  const isInquiry = dispute.status.startsWith('warning_')
  if (isOver(dispute) || isInquiry !== (status === 'warning_closed')) return false
  const previous = change(dispute, { status })
  context.publish('charge.dispute.updated', dispute, previous)
  if (status === 'won') {
    dispute.is_charge_refundable = true
    const charge = context.state.charges[String(dispute.charge)]
    if (charge !== undefined)
      dispute.balance_transactions.push(moveDisputed(context, dispute, charge, 'dispute_reversal'))
    context.publish('charge.dispute.funds_reinstated', dispute)
  }
  context.publish('charge.dispute.closed', dispute, previous)
  return true
}

const moveDisputed = (
  context: SimulatorContext,
  { id, amount }: Stripe.Dispute,
  charge: Stripe.Charge,
  type: 'dispute' | 'dispute_reversal',
): Stripe.BalanceTransaction =>
  bookMovement(context, charge, {
    type,
    source: id,
    amountMinor: type === 'dispute' ? -amount : amount,
  })

const isOver = ({ status }: Stripe.Dispute): boolean =>
  status === 'won' || status === 'lost' || status === 'warning_closed'

const EVIDENCE_DAYS = 7

const buildDispute = (
  context: SimulatorContext,
  charge: Stripe.Charge,
  reason: string,
  inquiry: boolean,
): Stripe.Dispute => ({
  id: context.newId('dp'),
  object: 'dispute',
  amount: charge.amount_captured - charge.amount_refunded,
  balance_transactions: [],
  charge: charge.id,
  created: nowSeconds(context),
  currency: charge.currency,
  enhanced_eligibility_types: [],
  evidence: noEvidence(charge),
  evidence_details: {
    due_by: nowSeconds(context) + EVIDENCE_DAYS * 86_400,
    enhanced_eligibility: {},
    has_evidence: false,
    past_due: false,
    submission_count: 0,
    submission_method: 'not_submitted',
  },
  intended_submission_method: null,
  is_charge_refundable: inquiry,
  livemode: false,
  metadata: {},
  network_reason_code: '10.4',
  payment_intent: charge.payment_intent,
  payment_method_details: {
    type: 'card',
    card: {
      brand: charge.payment_method_details?.card?.brand ?? 'visa',
      case_type: inquiry ? 'inquiry' : 'chargeback',
      network: charge.payment_method_details?.card?.network ?? 'visa',
      network_reason_code: '10.4',
    },
  },
  reason,
  status: inquiry ? 'warning_needs_response' : 'needs_response',
})

const noEvidence = (charge: Stripe.Charge): Stripe.Dispute.Evidence => ({
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: charge.billing_details.email,
  customer_name: charge.billing_details.name,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: charge.description,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
})
