// When things happened on the server, for the tickets of the night.
export type History = {
  soldAtMs: Map<string, number>
  /** Refunded or void. */
  endedAtMs: Map<string, number>
  /** When the server first had an admission of the ticket, by whichever phone. */
  enteredAtMs: Map<string, { atMs: number; scanId: string }>
}
