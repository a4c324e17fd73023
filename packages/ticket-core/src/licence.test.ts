// Made-up licences of several versions of the AAMVA standard, and what is no licence.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageAnswer, readLicence } from './licence.ts'

/** Version 10 (2020), as in California; the second subfile is the state's own. */
const NEW = [
  '@\n\u001e\rANSI 636014100002DL00410288ZC03290015DLDAQY1234567',
  'DCSGARCIA LOPEZ\nDDEN\nDACMARIA\nDDFN\nDADELENA\nDDGN\nDCAC\nDCBNONE\nDCDNONE\nDBD06112024',
  'DBB02291996\nDBA08312029\nDBC2\nDAU064 IN\nDAYBRO\nDAG1234 MADE UP ST\nDAISACRAMENTO\nDAJCA',
  'DAK958140000  \nDCF06/11/2024510\nDCGUSA\nDAW120\nDAZBLK\nDDAF\rZCZCA\nZCBDBB01011900\r',
].join('\n')

/** Version 3 (2005): given names in one element. */
const OF_2005 =
  '@\n\u001e\rANSI 636030030001DL00310250DLDCSSMITH-JONES\nDCTJOHN,QUINCY\nDBB12101990\nDBA12102030\nDCGUSA\nDBC1\r'

/** Version 1 (2000): the whole name in one, the year first. */
const OF_2000 =
  '@\n\u001e\rANSI 6360380101DL00290180DLDAAPUBLIC,JOHN,Q\nDAG1 OLD ROAD\nDBB19641231\nDBA20270101\r'

/** Version 1 with parts, as some states wrote it, without the header's separators. */
const OF_2000_APART =
  '@\r\nANSI 6360150101ID00290180IDDABO’NEILL\r\nDACSEAN\r\nDADNONE\r\nDBB19800229\r\nDBA20260101\r'

/** Ontario: version 8, Canada's dates. */
const CANADIAN =
  '@\n\u001e\rANSI 636012080002DL00410250ZO02910050DLDCATREMBLAY\nDCSTREMBLAY\nDACZOÉ\nDADNONE\nDBB20050715\nDBA20300714\nDCGCAN\r'

describe('a licence', () => {
  test.each([
    ['new', NEW, 'MARIA ELENA', 'GARCIA LOPEZ', '1996-02-29', '2029-08-31'],
    ['of 2005', OF_2005, 'JOHN,QUINCY', 'SMITH-JONES', '1990-12-10', '2030-12-10'],
    ['of 2000', OF_2000, 'JOHN Q', 'PUBLIC', '1964-12-31', '2027-01-01'],
    ['of 2000, in parts', OF_2000_APART, 'SEAN', 'O’NEILL', '1980-02-29', '2026-01-01'],
    ['Canadian', CANADIAN, 'ZOÉ', 'TREMBLAY', '2005-07-15', '2030-07-14'],
  ])('that is %s is read', (_kind, text, given, family, born, expires) => {
    expect(readLicence(text)).toEqual({
      ok: true,
      licence: { name: { given, family, born }, born, expires },
    })
  })

  test('without an expiry, or with a name in one piece, is read too', () => {
    const text = OF_2000.replace('PUBLIC,JOHN,Q', 'JOHN Q PUBLIC').replace('DBA20270101', 'DBANONE')
    expect(readLicence(text)).toEqual({
      ok: true,
      licence: { name: { line: 'JOHN Q PUBLIC' }, born: '1964-12-31', expires: null },
    })
  })

  test.each([
    ['no birth date', NEW.replace('DBB02291996', 'DBBUNAVL')],
    ['a birth date that is none', NEW.replace('DBB02291996', 'DBB13311996')],
    ['a birth date in another century', NEW.replace('DBB02291996', 'DBB02291796')],
    ['no name', OF_2000.replace('DAAPUBLIC,JOHN,Q', 'DAA')],
  ])('with %s is unreadable', (_what, text) => {
    expect(readLicence(text)).toEqual({ ok: false, code: 'unreadable' })
  })
})

test.each([
  '',
  'MGY-PF-20260115-ABCDEFGHJK12',
  '@',
  'ANSI 12',
  'https://example.com/ANSI 636014100002',
])('"%s" is not one', (text) => {
  expect(readLicence(text)).toEqual({ ok: false, code: 'not_a_licence' })
})

test('whatever is read, nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (noise, at) => {
      readLicence(noise)
      readLicence(`${NEW.slice(0, at % NEW.length)}${noise}${NEW.slice(at % NEW.length)}`)
    }),
  )
})

describe('the age', () => {
  const licence = (born: string, expires: string | null = null) => ({
    name: { line: 'X' },
    born,
    expires,
  })

  test.each([
    ['2008-11-28', 18, '2026-11-28', true],
    ['2008-11-29', 18, '2026-11-28', false],
    ['2008-11-29', 18, '2026-11-29', true],
    ['2008-02-29', 18, '2026-02-28', false],
    ['2008-02-29', 18, '2026-03-01', true],
    ['2005-12-31', 21, '2026-12-30', false],
  ])('of somebody born on %s is %i or more on %s: %s', (born, minAge, today, passed) => {
    expect(ageAnswer(licence(born), minAge, today)).toEqual({ passed, rule: 'age' })
  })

  test('isn’t proved by an expired card, which is good on its last day', () => {
    expect(ageAnswer(licence('1990-01-01', '2026-11-27'), 18, '2026-11-28')).toEqual({
      passed: false,
      rule: 'expired',
    })
    expect(ageAnswer(licence('1990-01-01', '2026-11-28'), 18, '2026-11-28').passed).toBe(true)
  })
})
