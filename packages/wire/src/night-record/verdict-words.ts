// What a refusal is called in a list: the code of a verdict in two or three words.
import type { Words } from './section.ts'

const WORDS: Readonly<Record<string, Words>> = {
  already_used: ['Already used', 'Ya usado'],
  wrong_event: ['Other event', 'Otro evento'],
  wrong_gate: ['Other gate', 'Otra puerta'],
  refunded: ['Refunded', 'Reembolsado'],
  void: ['Void', 'Anulado'],
  not_yet_valid: ['Too early', 'Muy temprano'],
  expired: ['Night is over', 'La noche terminó'],
  forged: ['Forged', 'Falsificado'],
  mistyped: ['Mistyped', 'Mal escrito'],
  not_a_ticket: ['Not a ticket', 'No es un boleto'],
  unknown_ticket: ['Unknown ticket', 'Boleto desconocido'],
  revoked_device: ['Revoked phone', 'Teléfono revocado'],
  unverified: ['Not verified', 'Sin verificar'],
  turned_away: ['Turned away after asking', 'Rechazado tras preguntar'],
}

/** A verdict that only a newer app knows keeps its code. */
export const verdictWords = (code: string): Words => WORDS[code] ?? [code, code]
