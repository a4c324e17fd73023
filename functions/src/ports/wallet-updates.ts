// The ports to the wallets' owners, who are told that passes changed.

/** `reason` is a short code such as `google_400`. `away`: nobody answered, or refuses all of ours, so that others need not be tried now. */
export type ToldWallet = { ok: true } | { ok: false; reason: string; away: boolean }

export type GooglePasses = {
  /** Says anew what Google shows. One that no customer ever saved is nothing to say, and told. */
  replace(kind: GoogleResource, id: string, shown: object): Promise<ToldWallet>
}
export type GoogleResource = 'eventTicketClass' | 'eventTicketObject'

/** `gone`: the device has no such pass any more. */
export type PushedTo = ToldWallet | 'gone'

export type ApplePush = {
  /** Tells devices that there is something to fetch; an answer for each, in their order. */
  push(pushTokens: readonly string[]): Promise<PushedTo[]>
}

/** Those whose wallet's passes the installation makes. */
export type WalletUpdates = { apple?: ApplePush; google?: GooglePasses }
