// The inbox's words, in English and Spanish.

export type InboxLocale = 'en' | 'es'

type InboxText = {
  readonly title: string
  readonly count: (count: number) => string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly all: string
  readonly from: string
  readonly to: string
  readonly replyTo: string
  readonly copies: string
  readonly sent: string
  readonly message: string
  readonly plain: string
  readonly headers: string
  readonly views: string
  readonly attachments: (count: number) => string
  readonly inline: string
  readonly download: string
  readonly noHtml: string
  readonly noText: string
  readonly noHeaders: string
  readonly missingTitle: string
}

export const inboxLocale = (acceptLanguage: string): InboxLocale =>
  acceptLanguage.trim().toLowerCase().startsWith('es') ? 'es' : 'en'

export const inboxText: Readonly<Record<InboxLocale, InboxText>> = {
  en: {
    title: 'Inbox',
    count: (count) => (count === 1 ? '1 e-mail' : `${count} e-mails`),
    emptyTitle: 'No e-mail yet',
    emptyText:
      'Every e-mail that Maguey sends on this machine is shown here. Buy a ticket to get the first.',
    all: 'All e-mail',
    from: 'From',
    to: 'To',
    replyTo: 'Reply to',
    copies: 'Copies',
    sent: 'Sent',
    message: 'Message',
    plain: 'Plain text',
    headers: 'Headers',
    views: 'Views of this e-mail',
    attachments: (count) => (count === 1 ? '1 attachment' : `${count} attachments`),
    inline: 'shown in the message',
    download: 'Download',
    noHtml: 'This e-mail has no HTML part.',
    noText: 'This e-mail has no plain-text part.',
    noHeaders: 'This e-mail has no headers of its own.',
    missingTitle: 'There is no such e-mail',
  },
  es: {
    title: 'Bandeja de entrada',
    count: (count) => (count === 1 ? '1 correo' : `${count} correos`),
    emptyTitle: 'Todavía no hay correo',
    emptyText:
      'Aquí aparece cada correo que Maguey envía en esta máquina. Compra un boleto para recibir el primero.',
    all: 'Todo el correo',
    from: 'De',
    to: 'Para',
    replyTo: 'Responder a',
    copies: 'Copias',
    sent: 'Enviado',
    message: 'Mensaje',
    plain: 'Texto sin formato',
    headers: 'Encabezados',
    views: 'Vistas de este correo',
    attachments: (count) => (count === 1 ? '1 archivo adjunto' : `${count} archivos adjuntos`),
    inline: 'se muestra en el mensaje',
    download: 'Descargar',
    noHtml: 'Este correo no tiene parte HTML.',
    noText: 'Este correo no tiene texto sin formato.',
    noHeaders: 'Este correo no tiene encabezados propios.',
    missingTitle: 'Ese correo no existe',
  },
}
