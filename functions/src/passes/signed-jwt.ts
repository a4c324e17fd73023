// A JWT (RFC 7519) that an RSA key signs, as Google wants it of a service account.

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** @param key PKCS #8. Throws for one that can't be read. */
export const readSigningKey = (key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', key, RSA, false, ['sign'])

export async function signedJwt(claims: object, signingKey: CryptoKey): Promise<string> {
  const head = base64Url(utf8(JSON.stringify({ alg: 'RS256', typ: 'JWT' })))
  const signed = `${head}.${base64Url(utf8(JSON.stringify(claims)))}`
  const signature = await crypto.subtle.sign(RSA, signingKey, utf8(signed))
  return `${signed}.${base64Url(new Uint8Array(signature))}`
}

const utf8 = (text: string) => new TextEncoder().encode(text)

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
