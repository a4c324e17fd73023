// The port to whoever delivers mail.
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
  subject: string
  html: string
  text: string
  attachments: readonly MailAttachment[]
  /** Sent twice with the same key, the provider delivers once. */
  idempotencyKey: string
}

/** `reason` is a short code such as `resend_422`: it is stored and logged, so it holds no address. */
export type MailResult = { ok: true; providerId: string } | { ok: false; reason: string }

export type Mail = { send(mail: OutgoingMail): Promise<MailResult> }
