// Writes name-keys.json: words and sounds reasoned by hand, hashes by OpenSSL. Run it with `node`.
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'

const names = [
  ['Ana López', 'ana lopez', 'ana lopes'],
  ['  JOSÉ   Núñez-Peña ', 'jose nunez pena', 'jose nunes pena'],
  ['María de los Ángeles de la Cruz y Soto', 'maria angeles cruz soto', 'maria anjeles krus soto'],
  ['O’Neill, Seán P.', 'oneill sean', 'onei sean'],
  ["D'Angelo Jr.", 'dangelo', 'danjelo'],
  ['Łukasz Ørsted', 'lukasz orsted', 'lukas orsted'],
  ['Straße Æneas Œdipe Þór', 'strasse aeneas oedipe thor', 'strase aeneas oedipe tor'],
  ['Chávez Chabes', 'chavez chabes', '0abes 0abes'],
  ['Hernández Ernandes', 'hernandez ernandes', 'ernandes ernandes'],
  ['Guerrero Gerardo Guillermo', 'guerrero gerardo guillermo', 'gerero jerardo giermo'],
  ['Yáñez Llanos Yanet', 'yanez llanos yanet', 'ianes ianos ianet'],
  ['Xochitl Javier Xavier', 'xochitl javier xavier', 'jo0itl jabier jabier'],
  ['Quique Enrique Kike', 'quique enrique kike', 'kike enrike kike'],
  ['Ambrosio Sophia Hannah', 'ambrosio sophia hannah', 'anbrosio sofia ana'],
  ['Иван Петров', 'Иван Петров', 'Иван Петров'],
  ['Anaïs\u00a0Zoë – Müller', 'anais zoe muller', 'anais soe muier'],
  ['one two three four five six seven', 'one two three four five six', 'one two tre four fibe sij'],
  ['J. de la', '', ''],
  ['', '', ''],
  ['12 34 :-)', '', ''],
]

const listOf = (text) => (text === '' ? [] : text.split(' '))

const key = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 7 + 3) % 256))
const hash = (text) =>
  createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, 9).toString('base64url')

/** Written out, not computed by the rule under test. */
const pairs = [
  {
    given: 'Li',
    family: 'Wu',
    born: '1990-02-03',
    same: '=li wu',
    near: ['~li wu', '~i wu', '~l wu', '~li u', '~li w'],
    bornText: '=li wu 1990-02-03',
  },
  {
    given: 'Ana',
    family: 'Íñiguez',
    born: null,
    same: '=ana iniges',
    near: [
      ...['~ana iniges', '~na iniges', '~aa iniges', '~an iniges', '~ana niges'],
      ...['~ana iiges', '~ana inges', '~ana inies', '~ana inigs', '~ana inige'],
    ],
    bornText: null,
  },
]

const vectors = {
  names: names.map(([name, words, sounds]) => ({
    name,
    words: listOf(words),
    sounds: listOf(sounds),
  })),
  key: key.toString('base64url'),
  hashes: ['', '=li wu', '~Иван Петров'].map((text) => ({ text, hash: hash(text) })),
  pairs: pairs.map(({ given, family, born, same, near, bornText }) => ({
    ...{ given, family, born },
    same: hash(same),
    near: near.map(hash).sort(),
    bornHash: bornText === null ? null : hash(bornText),
  })),
}

writeFileSync(
  new URL('./name-keys.json', import.meta.url),
  `${JSON.stringify(vectors, null, 2)}\n`,
)
