// Calendar days written YYYYMMDD, checked without a clock or a time zone.

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** True for a real day of the Gregorian calendar in the years 2000–2099. The fixed century keeps a shifted digit from passing as a date. */
export function isEventDay(text: string): boolean {
  if (!/^20\d{6}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(4, 6))
  const day = Number(text.slice(6, 8))
  const leapDay = month === 2 && isLeapYear(year) ? 1 : 0
  const days = DAYS_OF_MONTH[month - 1]
  return days !== undefined && day >= 1 && day <= days + leapDay
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
