// The port for Ed25519 (RFC 8032); adapters are beside it, so that the core names no library and no platform.

export type Ed25519Verifier = {
  /**
   * True when `signature` (64 bytes) is the signature of `message` under `publicKey` (32 bytes).
   * False for bytes of the wrong length or off the curve. Rejects only when the platform itself fails: that says nothing
   * about the signature, so nobody may be called a forger.
   */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): Promise<boolean>
}

export type Ed25519 = Ed25519Verifier & {
  /** The 64-byte signature; `secretKey` is the 32-byte seed of RFC 8032. Rejects for a seed of another length. */
  sign(secretKey: Uint8Array, message: Uint8Array): Promise<Uint8Array>
  /** The 32-byte public key of a seed. */
  publicKeyOf(secretKey: Uint8Array): Promise<Uint8Array>
}
