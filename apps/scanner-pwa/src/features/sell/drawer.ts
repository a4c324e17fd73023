// What is in this phone's drawer, by its own acts: internal.drawers says the same of what the server has heard.
import type { LoggedAct } from '#db/rows.ts'

/** Amounts in hundredths, as acts have them. */
export type Drawer = {
  /** `closed`: counted, and nothing was opened since. `none`: never opened at this night. */
  state: 'none' | 'open' | 'closed'
  openedAtMs: number | null
  float: number
  /** Sold for cash since it was opened, until it was counted. */
  cash: number
  counted: number | null
  /** Counted, less what should be in it; null until it is counted. */
  difference: number | null
}

const NONE: Drawer = {
  ...{ state: 'none', openedAtMs: null, float: 0, cash: 0, counted: null, difference: null },
}

/** "150.00" → 15000. */
const hundredths = (amount: string): number => Number(amount.replace('.', ''))

/** 15000 → "150.00", as an act says it. */
export function decimalOf(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What somebody typed: "150", "150.5" or "150,50"; null if it is no amount that an act can say. */
export function readAmount(typed: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(typed.trim())
  if (!match) return null
  return Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`)
}

/** @param acts this phone's acts of a night, oldest first */
export function drawerOf(acts: readonly LoggedAct[]): Drawer {
  const undone = new Set(
    acts.flatMap((act) => (act.kind === 'walk_up_undo' ? [act.payload.walk_up] : [])),
  )
  const counts = acts.filter((act) => !undone.has(act.id))
  return counts.reduce(drawerAfter, NONE)
}

function drawerAfter(drawer: Drawer, act: LoggedAct): Drawer {
  if (act.kind === 'drawer' && act.payload.step === 'open') {
    const float = hundredths(act.payload.amount)
    return { ...NONE, state: 'open', openedAtMs: act.actedAtMs, float }
  }
  if (drawer.state !== 'open') return drawer
  if (act.kind === 'drawer') {
    const counted = hundredths(act.payload.amount)
    const difference = counted - drawer.float - drawer.cash
    return { ...drawer, state: 'closed', counted, difference }
  }
  if (act.kind !== 'walk_up' || act.payload.paid !== 'cash') return drawer
  const { price, tickets } = act.payload
  return { ...drawer, cash: drawer.cash + hundredths(price) * tickets.length }
}
