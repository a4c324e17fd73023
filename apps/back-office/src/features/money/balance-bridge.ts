// From the net takings to what the provider holds, line by line.
import { decimalToMinor, minorToDecimal } from '@maguey/ticket-core/money'
import type { Takings } from '@maguey/wire/takings'
import { m } from '#messages'

export type BridgeLine = { label: string; amount: string; isSum: boolean }

/** Lines that are zero are left out, except for the sums. */
export function bridgeOf({ net, currency, balance }: Takings): BridgeLine[] {
  const minor = (amount: string) => decimalToMinor(amount, currency)
  const line = (label: string, amount: string): BridgeLine[] =>
    Number(amount) === 0 ? [] : [{ label, amount, isSum: false }]
  const sum = (label: string, amount: string): BridgeLine => ({ label, amount, isSum: true })
  const decimal = (amountMinor: number) => minorToDecimal(amountMinor, currency)
  const { expected, booked, fresh, converted, difference, fees } = balance
  const { to_send, unmatched, inquiries } = balance
  return [
    { label: m.balance_net(), amount: net, isSum: false },
    ...line(m.balance_to_send(), to_send),
    ...line(m.balance_unmatched(), unmatched),
    ...line(m.balance_inquiries(), inquiries),
    sum(m.balance_expected(), expected),
    ...line(m.balance_fresh(), decimal(-minor(fresh))),
    ...line(m.balance_converted(), decimal(-minor(converted))),
    ...line(m.balance_difference(), difference),
    sum(m.balance_booked(), booked),
    { label: m.balance_fees(), amount: decimal(-minor(fees)), isSum: false },
    sum(m.balance_left(), decimal(minor(booked) - minor(fees))),
  ]
}
