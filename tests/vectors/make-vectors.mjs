// Writes ticket-ids.json and qr-texts.json by a second implementation that shares no code with ticket-core: carry-less
// multiplication and a search over all check characters, BigInt base32, and OpenSSL's Ed25519. Run: node tests/vectors/make-vectors.mjs
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Product in GF(2)[x] / (x^5 + x^2 + 1), bit by bit. */
function product(a, b) {
  let sum = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) sum ^= a << bit
  for (let bit = 9; bit >= 5; bit--) if ((sum >> bit) & 1) sum ^= 0b100101 << (bit - 5)
  return sum
}

/** Tries all 1024 pairs; Horner's rule gives the value of the word, read as a polynomial, at x = 1 and at x = alpha. */
function checkOf(body) {
  const at = (word, x) => word.reduce((value, symbol) => product(value, x) ^ symbol, 0)
  const found = []
  for (const a of ALPHABET) {
    for (const b of ALPHABET) {
      const symbols = [...body, a, b].map((symbol) => ALPHABET.indexOf(symbol))
      const word = [body.length - 18, ...symbols]
      if (at(word, 1) === 0 && at(word, 2) === 0) found.push(a + b)
    }
  }
  if (found.length !== 1) throw new Error(`${found.length} pairs of check characters for ${body}`)
  return found[0]
}

const idOf = (code, day, random) => `MGY-${code}-${day}-${random}${checkOf(code + day + random)}`

// ---- ticket ids
const canonical = [
  idOf('PF', '20250115', 'ABC123XYZ0'),
  idOf('NC', '20261127', '0000000000'),
  idOf('00', '20260101', '0000000000'),
  idOf('000', '20260101', '0000000000'),
  idOf('AGT', '20241231', 'ZZZZZZZZZZ'),
  idOf('PERR', '20280229', '7KQ2M9VTX4'),
  idOf('N0CHE', '20260704', 'H8J5W3R1PD'),
  idOf('ZZZZZZ', '20991231', '9G6F4S2BNE'),
]
const pf = canonical[0]
const agt = canonical[4]
const n0che = canonical[6]
const replaceAt = (text, index, by) => text.slice(0, index) + by + text.slice(index + by.length)
const swapAt = (text, i) => text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2)

const good = (name, input, ticket_id) => ({ name, input, ok: true, ticket_id })
const bad = (name, input, code) => ({ name, input, ok: false, code })

const ticketIds = [
  ...canonical.map((id) => good(`canonical, event code ${id.split('-')[1]}`, id, id)),
  good('lower case', pf.toLowerCase(), pf),
  good('mixed case', pf.replace('ABC', 'aBc').replace('MGY', 'Mgy'), pf),
  good('no dashes', pf.replaceAll('-', ''), pf),
  good('no dashes, longest code', canonical[7].replaceAll('-', ''), canonical[7]),
  good('spaces for dashes', pf.replaceAll('-', ' '), pf),
  good('white space around and within', `  ${pf.slice(0, 20)} \t${pf.slice(20)}\r\n`, pf),
  good('a line break in the middle', `${pf.slice(0, 16)}\n${pf.slice(16)}`, pf),
  good('last dash left out', replaceLast(pf), pf),
  good('first dash only', `MGY-${pf.slice(4).replaceAll('-', '')}`, pf),
  good('en dashes', pf.replaceAll('-', '–'), pf),
  good('letter O for zero', n0che.replace('N0CHE', 'NOCHE'), n0che),
  good('small o for zero', n0che.replace('N0CHE', 'noche'), n0che),
  good('I and L for one', pf.replace('20250115', '20250Il5'), pf),
  good('all zeros written as O', canonical[1].replace('0000000000', 'OOOOOooooo'), canonical[1]),
  bad('one character wrong in the random part', replaceAt(pf, 18, 'D'), 'mistyped'),
  bad('one character wrong in the event code', replaceAt(pf, 5, 'G'), 'mistyped'),
  bad('one digit wrong in the day', replaceAt(pf, 14, '6'), 'mistyped'),
  bad('one check character wrong', replaceAt(pf, pf.length - 1, pf.at(-1) === '7' ? '8' : '7'), 'mistyped'),
  bad('two characters wrong', replaceAt(replaceAt(pf, 17, 'D'), 25, '5'), 'mistyped'),
  bad('neighbours swapped in the random part', swapAt(pf, 18), 'mistyped'),
  bad('neighbours swapped in the event code', swapAt(pf, 4), 'mistyped'),
  bad('neighbours swapped across a dash', `MG-YPF${pf.slice(6)}`, 'mistyped'),
  bad('a leading zero added to the event code', `MGY-0${pf.slice(4)}`, 'mistyped'),
  bad('a leading zero taken from an all-zero code', canonical[3].replace('-000-', '-00-'), 'mistyped'),
  bad('first dash written as a letter', pf.replace('MGY-', 'MGYX'), 'mistyped'),
  bad('first dash left out while the last is there', pf.replace('MGY-', 'MGY'), 'mistyped'),
  bad('dash in a wrong place', `MGY-P-F${pf.slice(6).replace('-', '')}`, 'mistyped'),
  bad('doubled dash', pf.replace('MGY-', 'MGY--'), 'mistyped'),
  bad('dash at the end', `${pf}-`, 'mistyped'),
  bad('letter U, which the alphabet lacks', replaceAt(pf, 17, 'U'), 'mistyped'),
  bad('prefix mistyped', pf.replace('MGY', 'MGV'), 'mistyped'),
  bad('prefix swapped', pf.replace('MGY', 'GMY'), 'mistyped'),
  bad('one character short', pf.slice(0, -1), 'mistyped'),
  bad('one character long', `${pf}0`, 'mistyped'),
  bad('event code of one', idOf('P', '20250115', 'ABC123XYZ0'), 'mistyped'),
  bad('event code of seven', idOf('PERRE0S', '20250115', 'ABC123XYZ0'), 'mistyped'),
  bad('30 February, check characters right', idOf('PF', '20250230', 'ABC123XYZ0'), 'mistyped'),
  bad('29 February of no leap year', idOf('PF', '20270229', 'ABC123XYZ0'), 'mistyped'),
  bad('month 13, check characters right', idOf('PF', '20251301', 'ABC123XYZ0'), 'mistyped'),
  bad('day 00, check characters right', idOf('PF', '20250100', 'ABC123XYZ0'), 'mistyped'),
  bad('year 1925, check characters right', idOf('PF', '19250115', 'ABC123XYZ0'), 'mistyped'),
  bad('letter in the day, check characters right', idOf('PF', '2025011A', 'ABC123XYZ0'), 'mistyped'),
  bad('old id without check characters', 'MGY-PF-20250115-ABC123XYZ', 'mistyped'),
  bad('beginning of an id', 'MGY-AG', 'mistyped'),
  bad('two ids in one', `${agt}${agt}`, 'mistyped'),
  bad('nothing', '', 'not_a_ticket'),
  bad('white space', ' \n\t ', 'not_a_ticket'),
  bad('a word', 'hello', 'not_a_ticket'),
  bad('an address', 'https://example.com/tickets/MGY-PF-20250115', 'not_a_ticket'),
  bad('a bar code', '4006381333931', 'not_a_ticket'),
  bad('a UUID', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', 'not_a_ticket'),
  bad('wide letters', 'ＭＧＹ－ＰＦ－２０２５０１１５', 'not_a_ticket'),
  bad('too long to be read', 'MGY-'.repeat(60), 'not_a_ticket'),
]

function replaceLast(id) {
  const at = id.lastIndexOf('-')
  return id.slice(0, at) + id.slice(at + 1)
}

// ---- QR texts
const seedOf = (byte) => Buffer.alloc(32, byte)
const privateKeyOf = (seed) =>
  createPrivateKey({
    // PKCS #8 wrapping of a raw Ed25519 seed (RFC 8410 §7).
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
const publicHex = (seed) =>
  createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

/** 512 bits and three zero bits, as 103 symbols, most significant first. */
function base32(bytes) {
  let value = BigInt(`0x${bytes.toString('hex')}`) << 3n
  let text = ''
  for (let i = 0; i < 103; i++, value >>= 5n) text = ALPHABET[Number(value & 31n)] + text
  return text
}

const keys = { K1: seedOf(1), K2: seedOf(2), XX: seedOf(9) }
const qrOf = (id, type, kid, key = kid) =>
  `${id}.${type}.${kid}${base32(sign(null, Buffer.from(`${id}.${type}`, 'ascii'), privateKeyOf(keys[key])))}`

const whole = qrOf(pf, 'VIP', 'K1')
const signed = (name, text, verify, extra = {}) => ({
  name,
  text,
  kind: 'signed',
  ticket_id: pf,
  type_code: 'VIP',
  kid: 'K1',
  verify,
  ...extra,
})
const last = whole.at(-1)
const qrTexts = {
  keys: ['K1', 'K2'].map((kid) => ({ kid, public_key_hex: publicHex(keys[kid]) })),
  seeds: ['K1', 'K2', 'XX'].map((kid) => ({ kid, seed_hex: keys[kid].toString('hex') })),
  texts: [
    signed('signed by the venue', whole, 'valid', { canonical: true }),
    signed('signed by the other key', qrOf(agt, 'GA', 'K2'), 'valid', { canonical: true, ticket_id: agt, type_code: 'GA', kid: 'K2' }),
    signed('one-character type, longest code', qrOf(canonical[7], '1', 'K1'), 'valid', { canonical: true, ticket_id: canonical[7], type_code: '1' }),
    signed('lower case, from a scanner with caps lock', whole.toLowerCase(), 'valid'),
    signed('white space around', ` ${whole}\r\n`, 'valid'),
    signed('key that this phone lacks', qrOf(pf, 'VIP', 'XX'), 'unknown_key', { kid: 'XX' }),
    signed('forged: signed by a stranger under our kid', qrOf(pf, 'VIP', 'K1', 'XX'), 'invalid'),
    signed('signed by the other key under this kid', qrOf(pf, 'VIP', 'K1', 'K2'), 'invalid'),
    signed('type changed after signing', whole.replace('.VIP.', '.GA.'), 'invalid', { type_code: 'GA' }),
    signed('signature of another ticket', `${agt}.VIP.${whole.split('.')[2]}`, 'invalid', { ticket_id: agt }),
    signed('signature cut short', whole.slice(0, -1), 'invalid'),
    signed('signature one longer', `${whole}0`, 'invalid'),
    signed('signature missing', `${pf}.VIP.K1`, 'invalid'),
    signed('third part missing', `${pf}.VIP`, 'invalid', { kid: '' }),
    signed('only a dot after the id', `${pf}.`, 'invalid', { type_code: '', kid: '' }),
    signed('a fourth part', `${whole}.0`, 'invalid'),
    signed('type of five characters', whole.replace('.VIP.', '.VIPPP.'), 'invalid', { type_code: '' }),
    signed('letter U in the signature', `${whole.slice(0, -2)}U${last}`, 'invalid'),
    signed('letter O for zero in the signature', whole.slice(0, 40) + whole.slice(40).replace('0', 'O'), 'invalid'),
    signed('spare bits of the last character set', whole.slice(0, -1) + ALPHABET[ALPHABET.indexOf(last) + 1], 'invalid'),
    { name: 'bare id', text: pf, kind: 'bare', ticket_id: pf },
    { name: 'bare id, typed', text: pf.toLowerCase().replaceAll('-', ' '), kind: 'bare', ticket_id: pf },
    { name: 'signed text with a mistyped id', text: replaceAt(whole, 18, 'D'), kind: 'unreadable', code: 'mistyped' },
    { name: 'an address', text: 'https://example.com/?t=MGY', kind: 'unreadable', code: 'not_a_ticket' },
    { name: 'nothing', text: '', kind: 'unreadable', code: 'not_a_ticket' },
    { name: 'dots', text: '...', kind: 'unreadable', code: 'not_a_ticket' },
    { name: 'a whole page of text', text: 'A'.repeat(4296), kind: 'unreadable', code: 'not_a_ticket' },
  ],
}

const write = (name, value) =>
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)
write('ticket-ids.json', ticketIds)
write('qr-texts.json', qrTexts)
