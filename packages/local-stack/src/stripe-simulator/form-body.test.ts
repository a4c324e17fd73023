// The form encoding, as the SDK writes it and as an attacker might.
import { expect, test } from 'vitest'
import { canonicalForm, parseForm } from './form-body.ts'

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)))

test('brackets nest, and empty brackets mean the next index', () => {
  expect(
    plain('mode=payment&a[0][b][c]=1&a[1][b][c]=2&expand[]=x&expand[]=y&note=a%26b+c'),
  ).toEqual({
    mode: 'payment',
    a: { 0: { b: { c: '1' } }, 1: { b: { c: '2' } } },
    expand: { 0: 'x', 1: 'y' },
    note: 'a&b c',
  })
})

test('a name that is no path is taken as it is', () => {
  expect(plain('[x]=1&a[b=2&=3')).toEqual({ '[x]': '1', 'a[b': '2' })
})

test('names of the prototype are names like any other', () => {
  const tree = parseForm('__proto__[polluted]=1&constructor[prototype][polluted]=1')
  expect(Object.keys(tree)).toEqual(['__proto__', 'constructor'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('parameters in another order are the same parameters', () => {
  const text = (form: string) => canonicalForm(parseForm(form))
  expect(text('a[x]=1&a[y]=2&b=3')).toBe(text('b=3&a[y]=2&a[x]=1'))
  expect(text('a[x]=1')).not.toBe(text('a[x]=2'))
  expect(text('a[b]=1')).not.toBe(text('a=b,1'))
})
