// What a club's text becomes, and what it never becomes.
import { expect, test } from 'vitest'
import { plainText, readMarkup } from './simple-markup.ts'

test('a line-up is a heading and a list, and the rest are paragraphs', () => {
  expect(readMarkup('Two floors\nuntil late.\n\n## Line-up\n- **DJ Uno**\n- *Dos*, live')).toEqual([
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'Two floors' },
        { kind: 'break' },
        { kind: 'text', text: 'until late.' },
      ],
    },
    { kind: 'heading', spans: [{ kind: 'text', text: 'Line-up' }] },
    {
      kind: 'list',
      items: [
        [{ kind: 'strong', text: 'DJ Uno' }],
        [
          { kind: 'emphasis', text: 'Dos' },
          { kind: 'text', text: ', live' },
        ],
      ],
    },
  ])
})

test('a link leads to the web or to a mailbox, and nowhere else', () => {
  const [link] = readMarkup('[the bar](https://bar.example/a?b=c)')
  expect(link).toEqual({
    kind: 'paragraph',
    spans: [{ kind: 'link', text: 'the bar', href: 'https://bar.example/a?b=c' }],
  })
  for (const text of ['[x](javascript:alert(1))', '[x](/orders/1)', '[x](data:text/html,a)'])
    expect(readMarkup(text)).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text }] }])
})

test.each(['<b>x</b>', '2 * 3 * 4', 'a_b_c', '#1 in town', '**', '[]()', '&amp;'])(
  '%s is just text',
  (text) => {
    expect(readMarkup(text)).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text }] }])
  },
)

test('nothing is nothing', () => {
  expect(readMarkup(' \n\n ')).toEqual([])
})

test('the words alone are one line', () => {
  expect(plainText('Two\nfloors.\n\n## Line-up\n- **Uno**\n- [Dos](https://dos.example)')).toBe(
    'Two floors. Line-up Uno, Dos',
  )
})
