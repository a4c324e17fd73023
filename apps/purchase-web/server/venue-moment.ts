// An instant as the venue's clock says it, with its offset: 2026-11-27T22:00:00-08:00 (RFC 3339).

export function venueMoment(moment: string, timeZone: string): string {
  const ms = Date.parse(moment)
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(ms)
  const wall = local.replace(' ', 'T')
  const offset = Math.round((Date.parse(`${wall}Z`) - ms) / 60_000)
  const pad = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}
