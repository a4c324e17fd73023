// Writes reconcile.json: histories by hand and every verdict in every direction, with expected values from a second
// implementation that shares no code with ticket-core (it asks of each scan, never walks in order).
// Run: node tests/vectors/make-reconcile-vectors.mjs
import { writeFileSync } from 'node:fs'

const VERDICTS = [
  'admit', 'readmit', 'admit_unsynced', 'exit', 'override', 'unverified', 'already_used', 'wrong_event', 'wrong_gate',
  'refunded', 'void', 'not_yet_valid', 'expired', 'forged', 'mistyped', 'not_a_ticket', 'unknown_ticket', 'revoked_device',
  'let_in', 'turned_away', 'undo',
]
const START_MS = 1764374400000
const ID = '00000000-0000-7000-8000-0000000000'

/** `second` after the start; `ms` more. The letter is the end of the id. */
const scan = (letter, second, verdict = 'admit', more = {}) => ({
  id: ID + letter.padStart(2, '0'),
  scanned_at_ms: START_MS + second * 1000 + (more.ms ?? 0),
  uncertainty_ms: more.u ?? 0,
  direction: more.direction ?? (verdict === 'exit' ? 'out' : 'in'),
  verdict,
  paired_at_ms: more.paired === undefined ? null : START_MS + more.paired * 1000,
  received_at_ms: more.received === undefined ? null : START_MS + more.received * 1000,
  uncounted: more.uncounted ?? null,
  refers_to: more.to === undefined ? null : ID + more.to.padStart(2, '0'),
  by: more.by ?? 'one',
})
const out = (letter, second, more) => scan(letter, second, 'exit', more)
const no = (letter, second, more) => scan(letter, second, 'forged', more)
const undo = (letter, second, to, more) => scan(letter, second, 'undo', { to, ...more })

// ---- the second implementation
const seenMove = (s) => {
  if (s.uncounted) return null
  if (s.direction === 'in') return ['admit', 'readmit', 'admit_unsynced', 'override', 'let_in'].includes(s.verdict) ? 'in' : null
  return s.verdict === 'exit' ? 'out' : null
}
const timeOf = (s) => {
  const slack = Math.min(s.uncertainty_ms, 60000)
  let at = s.scanned_at_ms
  if (s.received_at_ms !== null && at > s.received_at_ms + slack) at = s.received_at_ms + slack
  if (s.paired_at_ms !== null && at < s.paired_at_ms - slack) at = s.paired_at_ms - slack
  return at
}
const unsureOf = (s) => timeOf(s) !== s.scanned_at_ms || s.uncertainty_ms > 60000
const before = (a, b) => timeOf(a) < timeOf(b) || (timeOf(a) === timeOf(b) && a.id < b.id)
const preferred = (a, b) => (unsureOf(a) === unsureOf(b) ? before(a, b) : unsureOf(b))

function expectedOf(history, reentry) {
  const scans = history.filter((s, i) => history.findIndex((other) => other.id === s.id) === i)
  const undone = (s) =>
    seenMove(s) !== null && scans.some((u) => u.verdict === 'undo' && !u.uncounted && u.refers_to === s.id && u.by === s.by)
  const moveOf = (s) => (undone(s) ? null : seenMove(s))
  const moves = scans.filter((s) => moveOf(s))
  const admissions = moves.filter((s) => moveOf(s) === 'in')
  const entry = admissions.find((s) => admissions.every((other) => other === s || preferred(s, other))) ?? null
  const last = moves.find((s) => moves.every((other) => other === s || before(other, s)))
  const justBefore = (s) => {
    const earlier = moves.filter((other) => other !== s && before(other, s))
    return earlier.find((e) => earlier.every((other) => other === e || before(other, e)))
  }
  const nameOf = (s) => {
    if (s.uncounted) return s.uncounted
    if (s.verdict === 'undo') return 'undo'
    if (undone(s)) return 'undone'
    if (!moveOf(s)) return 'refusal'
    if (moveOf(s) === 'out') return 'exit'
    if (s === entry) return 'entry'
    const previous = justBefore(s)
    return reentry && before(entry, s) && previous && moveOf(previous) === 'out' ? 'readmission' : 'double_entry'
  }
  const certainOf = (s) =>
    nameOf(s) !== 'double_entry' ||
    (!unsureOf(s) && !unsureOf(entry) && Math.abs(timeOf(s) - timeOf(entry)) > s.uncertainty_ms + entry.uncertainty_ms)
  return {
    entry_id: entry?.id ?? null,
    presence: entry === null ? 'never' : moveOf(last) === 'in' ? 'inside' : 'left',
    moved_at_ms: last ? timeOf(last) : null,
    results: [...scans].sort((a, b) => (before(a, b) ? -1 : 1)).map((s) => ({
      id: s.id, at_ms: timeOf(s), unsure: unsureOf(s), result: nameOf(s),
      first_scan_id: nameOf(s) === 'double_entry' ? entry.id : null, certain: certainOf(s),
    })),
  }
}

// ---- histories by hand; `says` is what a person expects of each scan, in order of time
const HAND = [
  ['no scans', false, [], ''],
  ['one admission is the entry', false, [scan('a', 1)], 'entry'],
  ['the later admission is a double entry that names the first', false, [scan('a', 1), scan('b', 2)], 'entry double_entry'],
  ['an earlier scan that arrives late displaces the entry', false, [scan('b', 2), scan('a', 1)], 'entry double_entry'],
  ['time decides, not the id', false, [scan('b', 1), scan('a', 2)], 'entry double_entry'],
  ['same millisecond: the smaller id is the entry', false, [scan('b', 1), scan('a', 1)], 'entry double_entry'],
  ['same millisecond: digits sort before letters', false, [scan('a', 1), scan('9', 1)], 'entry double_entry'],
  ['three doors: both later ones name the entry, not each other', false, [scan('c', 3), scan('a', 1), scan('b', 2)], 'entry double_entry double_entry'],
  ['one millisecond apart is enough', false, [scan('b', 1), scan('a', 1, 'admit', { ms: 1 })], 'entry double_entry'],
  ['the same scan sent twice counts once', false, [scan('a', 1), scan('a', 1)], 'entry'],
  ['repeats among others count once', false, [scan('b', 2), scan('a', 1), scan('b', 2), scan('a', 1)], 'entry double_entry'],
  ['a refusal admits nobody', false, [no('a', 1)], 'refusal'],
  ['a refusal before the admission does not take the entry', false, [no('a', 1), scan('b', 2)], 'refusal entry'],
  ['refusals between two admissions do not hide the double entry', false, [scan('a', 1), no('b', 2), scan('c', 3)], 'entry refusal double_entry'],
  ['an exit leaves nobody inside', false, [scan('a', 1), out('b', 2)], 'entry exit'],
  ['an exit alone: the admission has not arrived yet', false, [out('a', 1)], 'exit'],
  ['an exit before the entry', false, [out('a', 1), scan('b', 2)], 'exit entry'],
  ['a refusal on a phone that counts out moves nobody', true, [scan('a', 1), no('b', 2, { direction: 'out' }), scan('c', 3)], 'entry refusal double_entry'],
  ['a green verdict on the way out that is no exit moves nobody', true, [scan('a', 1), scan('b', 2, 'admit', { direction: 'out' }), scan('c', 3)], 'entry refusal double_entry'],
  ['an exit verdict on the way in moves nobody', true, [scan('a', 1), scan('b', 2, 'exit', { direction: 'in' }), scan('c', 3)], 'entry refusal double_entry'],
  ['without re-entry an exit does not free the ticket', false, [scan('a', 1), out('b', 2), scan('c', 3)], 'entry exit double_entry'],
  ['with re-entry, back after an exit is a readmission', true, [scan('a', 1), out('b', 2), scan('c', 3)], 'entry exit readmission'],
  ['with re-entry, two admissions without an exit are a double entry', true, [scan('a', 1), scan('b', 2)], 'entry double_entry'],
  ['with re-entry, in and out all night', true, [scan('a', 1), out('b', 2), scan('c', 3, 'readmit'), out('d', 4), scan('e', 5, 'readmit')], 'entry exit readmission exit readmission'],
  ['with re-entry, a second admission after the readmission names the entry', true, [scan('a', 1), out('b', 2), scan('c', 3), scan('d', 4)], 'entry exit readmission double_entry'],
  ['with re-entry, an exit after a double entry lets one back in', true, [scan('a', 1), scan('b', 2), out('c', 3), scan('d', 4)], 'entry double_entry exit readmission'],
  ['with re-entry, two exits in a row allow one readmission', true, [scan('a', 1), out('b', 2), out('c', 3), scan('d', 4), scan('e', 5)], 'entry exit exit readmission double_entry'],
  ['with re-entry, an exit that arrives late turns a double entry into a readmission', true, [scan('a', 1), scan('c', 3), out('b', 2)], 'entry exit readmission'],
  ['with re-entry, an exit before the first entry earns nothing', true, [out('a', 1), scan('b', 2), scan('c', 3)], 'exit entry double_entry'],
  ['with re-entry, a refusal while outside keeps the way back open', true, [scan('a', 1), out('b', 2), no('c', 3), scan('d', 4)], 'entry exit refusal readmission'],
  ['with re-entry, admission and exit in one millisecond go by id: in first', true, [scan('a', 1), scan('b', 2), out('c', 2), scan('d', 3)], 'entry double_entry exit readmission'],
  ['with re-entry, admission and exit in one millisecond go by id: out first', true, [scan('a', 1), out('b', 2), scan('c', 2)], 'entry exit readmission'],
  ['with re-entry, an earlier entry that arrives late is named by all', true, [scan('b', 2), scan('c', 3), scan('a', 1)], 'entry double_entry double_entry'],
  ['an unsure clock never displaces a sure entry', false, [scan('a', 1, 'admit', { u: 60001 }), scan('b', 100)], 'double_entry entry'],
  ['a minute of uncertainty is still sure', false, [scan('a', 1, 'admit', { u: 60000 }), scan('b', 200)], 'entry double_entry'],
  ['of unsure scans alone the earliest is the entry', false, [scan('b', 2, 'admit', { u: 90000 }), scan('a', 1, 'admit', { u: 90000 })], 'entry double_entry'],
  ['an unsure admission after the exit is still the way back in', true, [scan('a', 1), out('b', 2), scan('c', 3, 'admit', { u: 90000 })], 'entry exit readmission'],
  ['an unsure admission before the sure entry repeats it', true, [scan('a', 1, 'admit', { u: 90000 }), out('b', 2), scan('c', 3)], 'double_entry exit entry'],
  ['an unsure admission between an exit and the sure entry is no way back', true, [out('a', 1), scan('b', 2, 'admit', { u: 90000 }), scan('c', 3)], 'exit double_entry entry'],
  ['the order is not certain when the uncertainties reach across', false, [scan('a', 1, 'admit', { u: 600 }), scan('b', 2, 'admit', { u: 400 })], 'entry double_entry'],
  ['the order is certain one millisecond beyond the uncertainties', false, [scan('a', 1, 'admit', { u: 600 }), scan('b', 2, 'admit', { u: 400, ms: 1 })], 'entry double_entry'],
  ['a scan from the future is merged when it arrived, and is unsure', false, [scan('a', 900, 'admit', { received: 60, u: 500 }), scan('b', 100)], 'double_entry entry'],
  ['a scan from before its phone was paired is merged at the pairing, and is unsure', false, [scan('a', 1, 'admit', { paired: 50, u: 500 }), scan('b', 100)], 'double_entry entry'],
  ['within the uncertainty of the bounds nothing is moved', false, [scan('a', 1, 'admit', { paired: 2, u: 1000 }), scan('b', 11, 'admit', { received: 10, u: 1000 })], 'entry double_entry'],
  ['a clock that knows nothing of itself reaches no further than a minute beyond the receipt', true,
    [scan('a', 4000, 'admit', { u: 3600000, received: 600 }), out('b', 700)], 'entry exit'],
  ['an exit from the future counts when it arrived', true, [scan('a', 1), out('b', 900, { received: 2 }), scan('c', 3)], 'entry exit readmission'],
  ['after a revocation nothing is spent', false, [scan('a', 1, 'admit', { uncounted: 'after_revocation' }), scan('b', 2)], 'after_revocation entry'],
  ['an exit after a revocation lets nobody back in', true, [scan('a', 1), out('b', 2, { uncounted: 'after_revocation' }), scan('c', 3)], 'entry after_revocation double_entry'],
  ['a green that was taken back is nobody', false, [scan('a', 1), undo('b', 5, 'a')], 'undone undo'],
  ['it does not matter which of the two arrives first', false, [undo('b', 5, 'a'), scan('a', 1)], 'undone undo'],
  ['taken back twice is taken back', false, [scan('a', 1), undo('b', 5, 'a'), undo('c', 6, 'a'), undo('b', 5, 'a')], 'undone undo undo'],
  ['after that the ticket admits again', false, [scan('a', 1), undo('b', 5, 'a'), scan('c', 8)], 'undone undo entry'],
  ['the next admission is the entry once the first is taken back', false, [scan('a', 1), scan('b', 2), undo('c', 3, 'a')], 'undone entry undo'],
  ['a double entry that is taken back leaves the entry', false, [scan('a', 1), scan('b', 2), undo('c', 3, 'b')], 'entry undone undo'],
  ['nobody takes back what another phone did', false, [scan('a', 1), undo('b', 5, 'a', { by: 'two' })], 'entry undo'],
  ['a scan that never arrives takes nothing with it', false, [scan('a', 1), undo('b', 5, 'f')], 'entry undo'],
  ['an exit can be taken back', true, [scan('a', 1), out('b', 2), undo('c', 3, 'b', { direction: 'out' }), scan('d', 9)], 'entry undone undo double_entry'],
  ['a readmission that is taken back leaves the guest outside', true, [scan('a', 1), out('b', 2), scan('c', 3), undo('d', 4, 'c')], 'entry exit undone undo'],
  ['a refusal stays one', false, [no('a', 1), undo('b', 2, 'a')], 'refusal undo'],
  ['after its revocation a phone takes nothing back', false, [scan('a', 1), undo('b', 2, 'a', { uncounted: 'after_revocation' })], 'entry after_revocation'],
  ['what is of another event takes nothing back', false, [scan('a', 1), undo('b', 2, 'a', { uncounted: 'other_event' })], 'entry other_event'],
  ['an undo by an unsure clock takes back all the same', false, [scan('a', 1), undo('b', 5, 'a', { u: 90000 })], 'undone undo'],
  ['an amber that was answered with yes is an admission', false, [scan('a', 1, 'unverified'), scan('b', 4, 'let_in', { to: 'a' })], 'refusal entry'],
  ['an amber that was answered with no lets nobody in', false, [scan('a', 1, 'unverified'), scan('b', 4, 'turned_away', { to: 'a' })], 'refusal refusal'],
  ['an amber that nobody answered lets nobody in', false, [scan('a', 1, 'unverified'), scan('b', 4)], 'refusal entry'],
  ['two phones that both said yes are a double entry', false, [scan('a', 1, 'let_in', { to: '8' }), scan('b', 4, 'let_in', { to: '9', by: 'two' })], 'entry double_entry'],
  ['a yes can be taken back', false, [scan('a', 1, 'unverified'), scan('b', 4, 'let_in', { to: 'a' }), undo('c', 6, 'b')], 'refusal undone undo'],
  ['a phone of another event spends nothing', false, [scan('a', 1, 'admit', { uncounted: 'other_event' })], 'other_event'],
]

const byHand = HAND.map(([name, reentry, scans, says]) => {
  const expected = expectedOf(scans, reentry)
  const found = expected.results.map((result) => result.result).join(' ')
  if (found !== says) throw new Error(`${name}: by hand "${says}", by the second implementation "${found}"`)
  return { name, reentry, scans, expected }
})

// Between two admissions, a minute apart, every verdict in every direction: what may lie between and change the second.
const everyVerdict = [false, true].flatMap((reentry) =>
  VERDICTS.flatMap((verdict) =>
    ['in', 'out'].map((direction) => {
      const scans = [scan('a', 60), scan('b', 120, verdict, { direction, to: 'f' }), scan('c', 180)]
      const name = `${verdict} on the way ${direction} between two admissions, ${reentry ? 'with' : 'without'} re-entry`
      return { name, reentry, scans, expected: expectedOf(scans, reentry) }
    }),
  ),
)

const lines = [...byHand, ...everyVerdict].map((vector) => `  ${JSON.stringify(vector)}`)
writeFileSync(new URL('reconcile.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
