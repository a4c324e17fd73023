// Which wallets a ticket may go into on this device.

export type Wallet = 'apple' | 'google'

/** Apple's on Apple's devices, Google's on Android, both where nobody can tell: a link may be meant for another phone. */
export function walletsToOffer(
  made: Readonly<Record<Wallet, boolean>>,
  userAgent: string,
): Wallet[] {
  const isAndroid = /Android/.test(userAgent)
  const isApple = !isAndroid && /iPhone|iPad|iPod|Macintosh/.test(userAgent)
  const wallets: Wallet[] = []
  if (made.apple && !isAndroid) wallets.push('apple')
  if (made.google && !isApple) wallets.push('google')
  return wallets
}
