// The calendar file, against RFC 5545.
import { expect, test } from 'vitest'
import { calendarFile } from './calendar-file.ts'

const event = {
  uid: 'o1@maguey',
  title: 'Perreo Fridays',
  startsAt: '2025-11-29T05:00:00+00:00',
  endsAt: '2025-11-28T04:00:00-08:00',
  location: 'Maguey, 1432 E 4th St; Los Angeles',
  description: 'Tus boletos:\nhttp://shop.test/orders/o1#token',
  stampMs: Date.parse('2025-11-22T12:00:00.123Z'),
}
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('times are UTC, to the second', () => {
  expect(lines(calendarFile([event]))).toEqual(
    expect.arrayContaining([
      'DTSTAMP:20251122T120000Z',
      'DTSTART:20251129T050000Z',
      'DTEND:20251128T120000Z',
    ]),
  )
})

test('an unknown end is five hours later', () => {
  expect(lines(calendarFile([{ ...event, endsAt: null }]))).toContain('DTEND:20251129T100000Z')
})

test('commas, semicolons, backslashes and line breaks are escaped', () => {
  const text = lines(calendarFile([{ ...event, title: 'A\\B' }]))
  expect(text).toContain('LOCATION:Maguey\\, 1432 E 4th St\\; Los Angeles')
  expect(text).toContain('DESCRIPTION:Tus boletos:\\nhttp://shop.test/orders/o1#token')
  expect(text).toContain('SUMMARY:A\\\\B')
})

test('no line is longer than 75 octets, and no character is cut', () => {
  const title = 'Ñandú 李 🎉 '.repeat(20).trim()
  const file = calendarFile([{ ...event, title }])
  const physical = file.split('\r\n')
  for (const line of physical) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(lines(file)).toContain(`SUMMARY:${title}`)
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('several events are one calendar with a name, and a cancelled one says so', () => {
  const said = lines(
    calendarFile(
      [event, { ...event, uid: 'o2', cancelled: true, url: 'https://shop.test/x' }],
      'A, B',
    ),
  )
  expect(said.filter((line) => line === 'BEGIN:VCALENDAR')).toHaveLength(1)
  expect(said.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2)
  expect(said).toEqual(
    expect.arrayContaining([
      'X-WR-CALNAME:A\\, B',
      'STATUS:CONFIRMED',
      'STATUS:CANCELLED',
      'URL:https://shop.test/x',
    ]),
  )
})
