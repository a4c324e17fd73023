// One suite for every Ed25519 adapter: the test vectors of RFC 8032 §7.1, and what must be refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ed25519Verifier } from './ed25519.ts'
import { ed25519Noble } from './ed25519-noble.ts'
import {
  createWebCryptoVerifier,
  type SubtleVerifier,
  webCryptoHasEd25519,
} from './ed25519-webcrypto.ts'

const { subtle } = (globalThis as unknown as { crypto: { subtle: SubtleVerifier<unknown> } }).crypto

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** RFC 8032 §7.1 without TEST 1024, whose kilobyte of message tells nothing that these don't. */
const RFC_8032 = [
  {
    name: 'TEST 1',
    secretKey: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    secretKey: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    secretKey: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
  {
    name: 'TEST SHA(abc)',
    secretKey: '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
    publicKey: 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    message:
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    signature:
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
  },
]

/** The order of the base point, little-endian: S + ℓ verifies the same equation as S, and must be refused. */
const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n

const adapters: [string, Ed25519Verifier][] = [
  ['noble', ed25519Noble],
  ['webcrypto', createWebCryptoVerifier(subtle)],
]

describe.each(adapters)('%s verifies', (_name, verifier) => {
  const first = RFC_8032[1] as (typeof RFC_8032)[number]
  const publicKey = bytes(first.publicKey)
  const message = bytes(first.message)
  const signature = bytes(first.signature)

  test.each(RFC_8032)('RFC 8032 $name', async (vector) => {
    const verified = await verifier.verify(
      bytes(vector.signature),
      bytes(vector.message),
      bytes(vector.publicKey),
    )
    expect(verified).toBe(true)
  })

  test('no signature with any single bit changed', async () => {
    for (let bit = 0; bit < 512; bit++) {
      const changed = signature.slice()
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await verifier.verify(changed, message, publicKey)).toBe(false)
    }
  })

  test('no other message and no other key', async () => {
    expect(await verifier.verify(signature, bytes('73'), publicKey)).toBe(false)
    expect(await verifier.verify(signature, bytes('7200'), publicKey)).toBe(false)
    const other = bytes(RFC_8032[0]?.publicKey ?? '')
    expect(await verifier.verify(signature, message, other)).toBe(false)
  })

  test('no malleated signature (S + ℓ)', async () => {
    let s = signature.slice(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
    s += GROUP_ORDER
    const malleated = signature.slice()
    for (let i = 32; i < 64; i++, s >>= 8n) malleated[i] = Number(s & 255n)
    expect(s).toBe(0n)
    expect(await verifier.verify(malleated, message, publicKey)).toBe(false)
  })

  test('nothing of a wrong length or off the curve, without throwing', async () => {
    const cases: [Uint8Array, Uint8Array][] = [
      [signature.slice(1), publicKey],
      [new Uint8Array(65), publicKey],
      [new Uint8Array(0), publicKey],
      [signature, publicKey.slice(1)],
      [signature, new Uint8Array(33)],
      [signature, new Uint8Array(0)],
      [signature, new Uint8Array(32).fill(0xff)],
      [new Uint8Array(64).fill(0xff), publicKey],
    ]
    for (const [badSignature, badKey] of cases) {
      expect(await verifier.verify(badSignature, message, badKey)).toBe(false)
    }
  })

  test('the same key a second time, after a failure in between', async () => {
    expect(await verifier.verify(signature, message, publicKey)).toBe(true)
    expect(await verifier.verify(new Uint8Array(64), message, publicKey)).toBe(false)
    expect(await verifier.verify(signature, message, publicKey)).toBe(true)
  })
})

describe('noble', () => {
  test.each(RFC_8032)('signs RFC 8032 $name', async (vector) => {
    const secretKey = bytes(vector.secretKey)
    expect(await ed25519Noble.publicKeyOf(secretKey)).toEqual(bytes(vector.publicKey))
    expect(await ed25519Noble.sign(secretKey, bytes(vector.message))).toEqual(
      bytes(vector.signature),
    )
  })

  test('refuses a public key of small order, under which anything would verify', async () => {
    const identity = Uint8Array.of(1, ...new Uint8Array(31))
    const nothing = new Uint8Array(64)
    nothing[0] = 1
    expect(await ed25519Noble.verify(nothing, bytes('72'), identity)).toBe(false)
  })

  test('rejects a seed of another length', async () => {
    await expect(ed25519Noble.sign(new Uint8Array(31), new Uint8Array(0))).rejects.toThrow()
    await expect(ed25519Noble.publicKeyOf(new Uint8Array(64))).rejects.toThrow()
  })

  test('and WebCrypto agree on random messages', async () => {
    const webcrypto = createWebCryptoVerifier(subtle)
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
    await fc.assert(
      fc.asyncProperty(seed, fc.uint8Array({ maxLength: 200 }), async (secretKey, message) => {
        const publicKey = await ed25519Noble.publicKeyOf(secretKey)
        const signature = await ed25519Noble.sign(secretKey, message)
        expect(await webcrypto.verify(signature, message, publicKey)).toBe(true)
        expect(await ed25519Noble.verify(signature, message, publicKey)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('webCryptoHasEd25519', () => {
  test('is true here', async () => {
    expect(await webCryptoHasEd25519(subtle)).toBe(true)
  })

  test('is false where the algorithm is unknown, or everything is called good or bad', async () => {
    const importKey = async () => ({})
    const unknown: SubtleVerifier<object> = {
      importKey: () => Promise.reject(new Error('NotSupportedError')),
      verify: async () => true,
    }
    expect(await webCryptoHasEd25519(unknown)).toBe(false)
    expect(await webCryptoHasEd25519({ importKey, verify: async () => true })).toBe(false)
    expect(await webCryptoHasEd25519({ importKey, verify: async () => false })).toBe(false)
  })

  test('is false where import throws synchronously, as old engines do', async () => {
    const old: SubtleVerifier<object> = {
      importKey: () => {
        throw new TypeError('Unrecognized name')
      },
      verify: async () => true,
    }
    expect(await webCryptoHasEd25519(old)).toBe(false)
  })
})

test('a platform that fails is heard, and the key is imported anew for the next scan', async () => {
  let imports = 0
  const failing: SubtleVerifier<object> = {
    importKey: async () => {
      imports++
      if (imports === 1) throw new Error('OperationError')
      return {}
    },
    verify: async () => true,
  }
  const verifier = createWebCryptoVerifier(failing)
  const verify = () => verifier.verify(new Uint8Array(64), new Uint8Array(1), new Uint8Array(32))
  await expect(verify()).rejects.toThrow('OperationError')
  expect(await verify()).toBe(true)
})

test('WebCrypto imports a key once for many scans', async () => {
  let imports = 0
  const counting: SubtleVerifier<object> = {
    importKey: async () => {
      imports++
      return {}
    },
    verify: async () => true,
  }
  const verifier = createWebCryptoVerifier(counting)
  const key = new Uint8Array(32)
  for (let i = 0; i < 5; i++) await verifier.verify(new Uint8Array(64), new Uint8Array(1), key)
  expect(imports).toBe(1)
})
