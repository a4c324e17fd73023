// Pairing logic without a screen: the text in the QR code, the time left, whether somebody used the code.
import type { Phone } from '@maguey/wire/event-phones'

/** The code is in the fragment, which is never sent to a server or logged. */
export function pairingUrl(scannerUrl: string, code: string): string {
  return `${scannerUrl.replace(/\/+$/, '')}/pair#${code}`
}

/** The code in two groups, which are read out and typed with fewer errors than eight characters in a row. */
export function halves(code: string): [string, string] {
  const middle = Math.ceil(code.length / 2)
  return [code.slice(0, middle), code.slice(middle)]
}

/** @returns minutes and seconds as "9:05"; "0:00" when the time is up. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The phone that is there now but wasn't when the code was created. */
export function newPhone(before: readonly string[], now: readonly Phone[]): Phone | null {
  return now.find((phone) => !phone.revoked && !before.includes(phone.id)) ?? null
}

/** "Door 3" if there are two: a default name that can be kept. */
export function suggestName(word: string, phones: readonly Phone[]): string {
  const taken = new Set(phones.map((phone) => phone.name.toLocaleLowerCase()))
  let number = 1
  while (taken.has(`${word} ${number}`.toLocaleLowerCase())) number += 1
  return `${word} ${number}`
}
