// A person's name as it is compared with the house list: words without accents, and how a word sounds. The database has
// the same in internal.name_words and internal.name_sound; tests/vectors/name-keys.json proves it.

/** Letters that don't decompose into a base letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ł: 'l', Ł: 'l', ø: 'o', Ø: 'o', đ: 'd', Đ: 'd', ð: 'd', Ð: 'd', ı: 'i' },
  ...{ ß: 'ss', æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', þ: 'th', Þ: 'th' },
}

/** "de la Cruz" is "Cruz": people leave them out. */
const JOINING = new Set(
  'de del la las los y e da das do dos di van von der den jr sr ii iii'.split(' '),
)

/** Nobody's name is longer; what is, is no name, and must not cost time at the door. */
const MOST_WORDS = 6

/** "Núñez-Ó’Neill, María J." → ["nunez", "oneill", "maria"]. Letters outside the Latin alphabet stay as they are. */
export function nameWords(name: string): string[] {
  return (
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[łŁøØđĐðÐıßæÆœŒþÞ]/g, (letter) => PLAIN[letter] ?? letter)
      // ASCII only: other alphabets' capitals depend on the database's collation.
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      .replace(/['`\u00b4\u2018\u2019]/g, '')
      .replace(/[^a-z\u{80}-\u{10ffff}]|[\u00a0\u2000-\u206f]/gu, ' ')
      .split(' ')
      .filter((word) => word !== '' && !/^[a-z]$/.test(word) && !JOINING.has(word))
      .slice(0, MOST_WORDS)
  )
}

/** In this order. Spellings that sound alike in Spanish or English become one: b/v, s/z/c, ll/y, g/j, silent h. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ch/g, '0'],
  [/h/g, ''],
  [/qu|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/z/g, 's'],
  [/x/g, 'j'],
  [/g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/v/g, 'b'],
  [/ll/g, 'y'],
  [/y/g, 'i'],
  [/m(?=[bp])/g, 'n'],
  [/(.)\1+/g, '$1'],
]

/** "chavez" and "chabes" → "0abes". */
export const nameSound = (word: string): string =>
  SOUNDS.reduce((heard, [from, to]) => heard.replace(from, to), word)
