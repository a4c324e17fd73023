// Whether what was shown at a door was true, given what the phone could know and claimed to know.
import type { VerdictCode } from '@maguey/ticket-core/verdict'
import type { History } from './history.ts'
import type { MergedTicket } from './merged.ts'
import type { Seen } from './phone-life.ts'

type Shown = Seen & { code: VerdictCode; scanId: string; because: string | null }

const shownOf = (one: Seen): Shown[] => {
  if (one.shown.kind !== 'verdict') return []
  const { verdict, scanId } = one.shown
  const because = verdict.code === 'unverified' ? verdict.because : null
  return [{ ...one, code: verdict.code, scanId, because }]
}

/** What was shown was true for a list as old and as complete as the phone said it was. */
export function sentencesWereTrue(
  seen: readonly Seen[],
  history: History,
  tickets: ReadonlyMap<string, MergedTicket>,
  reentry: boolean,
): string[] {
  return seen.flatMap(shownOf).flatMap((one) => {
    const lie = lieOf(one, history, tickets.get(one.ticketId), reentry)
    if (!lie) return []
    return [
      `${one.phone} showed ${one.code} for ${one.ticketId} by a list of ${one.horizonMs}, ${lie}`,
    ]
  })
}

function lieOf(
  { code, because, horizonMs, whole, ticketId, heard, atMs }: Shown,
  { soldAtMs, endedAtMs, enteredAtMs }: History,
  ticket: MergedTicket | undefined,
  reentry: boolean,
): string | undefined {
  const before = (ms: number | undefined) =>
    ms !== undefined && horizonMs !== null && ms < horizonMs
  const toldNo = heard && !heard.mayEnter && heard.atMs + 200 < atMs
  const endedMs = endedAtMs.get(ticketId)
  const neverEnded = endedMs === undefined || endedMs > atMs
  // A phone trusts its own scans, even those that it admitted after its revocation.
  const neverEntered = !ticket?.scans.some(
    ({ merge }) => merge.moves === 'in' && merge.uncounted !== 'other_event',
  )
  // The phone may have known before the server that it was free again.
  const takenBack = ticket?.scans.some(({ merge }) => merge.undoes !== null) ?? false
  const lies: Partial<Record<VerdictCode, [boolean | undefined, string][]>> = {
    admit_unsynced: [
      [!whole, 'that was not whole'],
      [before(soldAtMs.get(ticketId)), 'but it had been sold before'],
    ],
    admit: [
      [!reentry && toldNo && !takenBack, 'but had heard before that it may not enter'],
      [whole && before(endedMs), 'but it had ended before'],
      [
        whole && !reentry && !takenBack && before(enteredAtMs.get(ticketId)?.atMs),
        'but it had been used before',
      ],
    ],
    unverified: [[whole && because === 'list_incomplete', 'which was whole']],
    already_used: [[ticket && neverEntered, 'but nobody was ever let in with it']],
    refunded: [[neverEnded, 'but it had not ended']],
    void: [[neverEnded, 'but it had not ended']],
  }
  return lies[code]?.find(([isSo]) => isSo)?.[1]
}

const ADMITS: readonly VerdictCode[] = ['admit', 'admit_unsynced']

/** Whatever a phone forgets, it never admits the same ticket twice if nobody may return, unless the first was taken back. */
export function nobodyAdmittedTwice(
  seen: readonly Seen[],
  tickets: ReadonlyMap<string, MergedTicket>,
  undone: ReadonlySet<string>,
  reentry: boolean,
): string[] {
  if (reentry) return []
  const first = new Set<string>()
  return seen.flatMap(shownOf).flatMap(({ phone, ticketId, code, scanId }) => {
    const stored = tickets.get(ticketId)?.scans.find(({ merge }) => merge.id === scanId)
    // What it showed after its revocation spends nothing.
    if (!ADMITS.includes(code) || stored?.merge.uncounted || undone.has(scanId)) return []
    const key = `${phone} ${ticketId}`
    if (first.has(key)) return [`${phone} admitted ${ticketId} twice`]
    first.add(key)
    return []
  })
}
