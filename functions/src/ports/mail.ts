// The port to the mail provider.
export type MailAttachment = {
  filename: string
  contentType: string
  bytes: Uint8Array
  /** Set for images that the HTML shows by `cid:`. */
  contentId?: string
}

export type OutgoingMail = {
  from: string
  to: string
  /** Where an answer goes, if not to `from`. */
  replyTo?: string
  subject: string
  html: string
  text: string
  attachments: readonly MailAttachment[]
  /** Further headers, such as `List-Unsubscribe`. */
  headers?: Readonly<Record<string, string>>
  /** Sent twice with the same key, a provider that remembers keys delivers once within `KEY_KEPT_MS`; SMTP gives both the same Message-ID. */
  idempotencyKey: string
}

/** https://resend.com/docs/dashboard/emails/idempotency-keys */
export const KEY_KEPT_MS = 24 * 3_600_000

export type MailContent = Pick<
  OutgoingMail,
  'subject' | 'html' | 'text' | 'attachments' | 'headers'
>

export type MailResult =
  /** `providerId` is null when the provider knew the mail from an earlier attempt whose answer was lost. */
  | { ok: true; providerId: string | null }
  /**
   * `reason` is a short code such as `resend_422`: it is stored and logged, so it holds no address. `permanent`: no
   * retry can mend it. `away`: nobody answered, so that other mails need not be tried now.
   */
  | { ok: false; reason: string; permanent: boolean; away: boolean }

/** Whether the provider has taken a mail: its id for it, or null. */
export type MailFound = { ok: true; providerId: string | null } | Extract<MailResult, { ok: false }>

/** What became of a mail after the provider took it. */
export type MailEvent = { kind: 'bounced' | 'complained'; providerId: string }

/** The headers by which the provider vouches for a message: Svix's, https://docs.svix.com/receiving/verifying-payloads/how-manual */
export type MailEventSeal = { id: string; timestamp: string; signature: string }

export type Mail = {
  /** How long it may take to look for one and send it. */
  readonly sendMs: number
  send(mail: OutgoingMail): Promise<MailResult>
  /** Looks for a mail among those that the provider has taken since then: it forgets keys, but not mails. Null also where it can't be asked. */
  find(mail: Pick<OutgoingMail, 'to' | 'idempotencyKey'>, sinceMs: number): Promise<MailFound>
  /** Checks the seal over the raw body; null for an event that is of no use here. */
  readEvent(
    rawBody: string,
    seal: MailEventSeal,
  ): Promise<{ ok: true; event: MailEvent | null } | { ok: false; code: 'bad_signature' }>
}
