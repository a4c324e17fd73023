import { describe, expect, it } from 'vitest'
import { changesOf, isDays, isOfferTime, stillTyped } from './text-changes.ts'

describe('the days after which guests are forgotten', () => {
  it.each(['', '1', ' 90 ', '3650'])('takes "%s"', (text) => expect(isDays(text)).toBe(true))
  it.each(['90 days', '1.5', '0', '-3', '3651', '9e1'])('refuses "%s"', (text) =>
    expect(isDays(text)).toBe(false),
  )
  it('are none only when the field is empty', () => {
    expect(changesOf(['retention_days'], () => ' ')).toEqual({ retention_days: null })
    expect(changesOf(['retention_days'], () => '90 ')).toEqual({ retention_days: 90 })
  })
})

describe('the minutes for which freed seats are kept', () => {
  it.each(['15', ' 120 ', '2880'])('takes "%s"', (text) => expect(isOfferTime(text)).toBe(true))
  it.each(['', '14', '2881', '1.5', '2 h'])('refuses "%s"', (text) =>
    expect(isOfferTime(text)).toBe(false),
  )
  it('are sent as a number', () => {
    expect(changesOf(['offer_minutes'], () => '45 ')).toEqual({ offer_minutes: 45 })
  })
})

describe('what is unsaved after saving', () => {
  it('is nothing if nothing was typed meanwhile, however the server writes it', () => {
    expect(
      stillTyped(
        { tax_percent: '16.0', tax_name: 'IVA ' },
        { tax_percent: '16.0', tax_name: 'IVA ' },
      ),
    ).toEqual({})
  })
  it('is what was typed meanwhile', () => {
    expect(
      stillTyped(
        { tax_percent: '16.0', tax_name: 'IVA 2' },
        { tax_percent: '16.0', tax_name: 'IVA' },
      ),
    ).toEqual({ tax_name: 'IVA 2' })
  })
})
