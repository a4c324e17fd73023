// Licences as yes or no: the age, the expiry, and the house list.
import { describe, expect, test } from 'vitest'
import { checkLicence, dayAt } from './check-licence.ts'

const licence = (born: string, expires = '2030-01-01') => {
  const us = (day: string) => `${day.slice(5, 7)}${day.slice(8)}${day.slice(0, 4)}`
  return [
    '@\n\u001e\rANSI 636014100001DL00310100DLDCSSOTO\nDACANA\nDADNONE\nDCGUSA',
    `DBB${us(born)}\nDBA${us(expires)}\nDAG1 MADE UP ST\r`,
  ].join('\n')
}

const today = '2026-11-28'
const nobody = { minAge: 18, today, bansLike: () => [] }

describe('a licence', () => {
  test('of somebody of age passes', () => {
    expect(checkLicence(licence('2008-11-28'), nobody)).toEqual({
      ...{ kind: 'checked', passed: true, rule: 'age', matches: [] },
    })
  })

  test('of somebody under age doesn’t, nor one that has expired', () => {
    expect(checkLicence(licence('2008-11-29'), nobody)).toMatchObject({
      passed: false,
      rule: 'age',
    })
    expect(checkLicence(licence('1990-01-01', '2026-11-27'), nobody)).toMatchObject({
      ...{ passed: false, rule: 'expired' },
    })
  })

  test('of a name on the house list is asked about, unless the birth date is another one', () => {
    const shown: unknown[] = []
    const asking = (born: 'same' | 'other' | 'unknown') => ({
      ...{ minAge: 18, today },
      bansLike: (name: unknown) => {
        shown.push(name)
        return [{ number: 7, likeness: 'same' as const, born }]
      },
    })
    const text = licence('1990-02-03')
    expect(checkLicence(text, asking('same'))).toMatchObject({ passed: false, rule: 'house_list' })
    expect(checkLicence(text, asking('unknown'))).toMatchObject({ rule: 'house_list' })
    expect(checkLicence(text, asking('other'))).toMatchObject({ passed: true, rule: 'age' })
    expect(shown[0]).toEqual({ given: 'ANA', family: 'SOTO', born: '1990-02-03' })
  })

  test('leaves no name and no date in the answer', () => {
    const answer = checkLicence(licence('1990-02-03'), nobody)
    expect(JSON.stringify(answer)).not.toMatch(/ANA|SOTO|1990|2030|MADE UP/)
  })

  test('that is none says so', () => {
    expect(checkLicence('MGY-PF-20261128-AAAAAAAAAAAA', nobody)).toEqual({ kind: 'not_a_licence' })
  })
})

test('the day is the venue’s', () => {
  expect(dayAt(Date.parse('2026-11-28T04:00:00Z'), 'America/New_York')).toBe('2026-11-27')
  expect(dayAt(Date.parse('2026-11-28T04:00:00Z'), 'Europe/Madrid')).toBe('2026-11-28')
})
