// A slip in the part behind the @ is the commonest reason why tickets never arrive. It is asked about, never changed.

/** Where most customers have their mail; the commonest first, which wins where two are as near. */
const MAIL_HOSTS = [
  'gmail.com',
  'hotmail.com',
  'yahoo.com',
  'outlook.com',
  'icloud.com',
  'live.com',
  'yahoo.com.mx',
  'hotmail.es',
  'outlook.es',
  'yahoo.es',
  'live.com.mx',
  'prodigy.net.mx',
  'aol.com',
  'msn.com',
  'me.com',
  'mac.com',
  'ymail.com',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'mail.com',
  'email.com',
] as const

/** Endings that are no domain, and what was meant. */
const ENDINGS: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  vom: 'com',
  comm: 'com',
  coom: 'com',
}

/** @returns the address that was probably meant, or null where nothing looks mistyped */
export function suggestEmail(typed: string): string | null {
  const email = typed.trim()
  const at = email.lastIndexOf('@')
  const host = email.slice(at + 1).toLowerCase()
  if (at < 1 || !host.includes('.') || isMailHost(host) || isNational(host)) return null
  const meant = nearestHost(host) ?? mendEnding(host)
  return meant === null ? null : `${email.slice(0, at)}@${meant}`
}

const isMailHost = (host: string): boolean => MAIL_HOSTS.some((known) => known === host)

/** These have addresses of their own in many countries: hotmail.se, yahoo.com.my. */
const NATIONAL = /^(hotmail|yahoo|outlook|live|msn|gmx)(\.com?)?\.([a-z]{2})$/

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

function isNational(host: string): boolean {
  const ending = NATIONAL.exec(host)?.[3]
  return ending !== undefined && countries.of(ending.toUpperCase()) !== undefined
}

/** One slip away. Short hosts (me.com, aol.com) are near to too many real ones to be guessed. */
function nearestHost(host: string): string | null {
  return MAIL_HOSTS.find((known) => known.length >= 8 && isOneSlipAway(host, known)) ?? null
}

function mendEnding(host: string): string | null {
  const dot = host.lastIndexOf('.')
  const ending = ENDINGS[host.slice(dot + 1)]
  return ending === undefined ? null : `${host.slice(0, dot)}.${ending}`
}

/** One character too many, missing, wrong, or swapped with its neighbour (Damerau 1964). */
export function isOneSlipAway(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1 || typed === meant) return false
  let from = 0
  while (from < meant.length && typed[from] === meant[from]) from += 1
  const rest = (text: string, skipped: number) => text.slice(from + skipped)
  if (rest(typed, 1) === rest(meant, 0) || rest(typed, 0) === rest(meant, 1)) return true
  if (rest(typed, 1) === rest(meant, 1)) return true
  const swapped = typed[from] === meant[from + 1] && typed[from + 1] === meant[from]
  return swapped && rest(typed, 2) === rest(meant, 2)
}
