import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { ed25519Noble } from './ed25519-noble.ts'
import { checkRecord, decoded, type SealedContent, sealRecord } from './record-seal.ts'

const seed = new Uint8Array(32).fill(7)
const content: SealedContent = {
  kind: 'record',
  night: { name: 'Perreo Fridays', doors_at: 1795824000000 },
  parts: {
    doors: { gates: [{ gate: 'Main', entries: 312 }] },
    refusals: { causes: [{ verdict: 'already_used', total: 4 }], gates: [] },
  },
}

const sealed = async () => {
  const { seal, text } = await sealRecord(content, {
    kid: 'A1',
    sign: (message) => ed25519Noble.sign(seed, message),
  })
  return { seal, text, publicKey: await ed25519Noble.publicKeyOf(seed) }
}

const check = async (changed: SealedContent, key?: Uint8Array) => {
  const { seal, publicKey } = await sealed()
  return checkRecord(
    { content: changed, seal },
    { publicKey: key ?? publicKey, verifier: ed25519Noble },
  )
}

describe('canonical JSON', () => {
  // The sorting example of RFC 8785, section 3.2.3.
  it('sorts members by UTF-16 code units', () => {
    const unsorted = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonicalJson(unsorted)))).toHaveLength(7)
    const order = [...canonicalJson(unsorted).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  // RFC 8785, section 3.2.2.
  it('writes literals, strings and numbers as the RFC does', () => {
    const text = canonicalJson({
      numbers: [333_333_333.333_333_3, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    })
    expect(text).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  })
})

describe('a sealed record', () => {
  it('is unchanged whatever the order of its members and its white space', async () => {
    const { parts, night, kind } = content
    const again = JSON.parse(JSON.stringify({ parts, kind, night }, null, 4))
    expect(await check(again as SealedContent)).toEqual({ is: 'unchanged' })
  })

  it('says which part was changed, taken out or added', async () => {
    const refusals = { causes: [], gates: [], words: 'none' }
    const changed = { ...content, parts: { doors: {}, refusals } }
    expect(await check(changed)).toEqual({
      is: 'changed',
      where: ['/parts/doors/gates', '/parts/refusals/causes', '/parts/refusals/words'],
    })
  })

  it('says that parts were changed if one was added with nothing in it', async () => {
    const { parts } = content as { parts: SealedContent }
    const changed = { ...content, parts: { ...parts, bans: {} } }
    expect(await check(changed)).toEqual({ is: 'changed', where: ['/parts'] })
  })

  it('that another key sealed, or whose seal was changed, is not signed by this key', async () => {
    const other = await ed25519Noble.publicKeyOf(new Uint8Array(32).fill(8))
    expect(await check(content, other)).toEqual({ is: 'not_signed_by_key' })
    const { seal, publicKey } = await sealed()
    const verifier = ed25519Noble
    for (const broken of [
      { ...seal, manifest: seal.manifest.replace('"sha256"', '"sha256" ') },
      { ...seal, manifest: 'none' },
      { ...seal, signature: 'not base64url!' },
    ])
      expect(await checkRecord({ content, seal: broken }, { publicKey, verifier })).toEqual({
        is: 'not_signed_by_key',
      })
  })

  it('has a signature that no ticket can be taken for', async () => {
    const { seal, publicKey } = await sealed()
    const bytes = Uint8Array.from(seal.manifest, (c) => c.charCodeAt(0))
    const signature = decoded(seal.signature) ?? new Uint8Array()
    expect(await ed25519Noble.verify(signature, bytes, publicKey)).toBe(false)
  })
})
