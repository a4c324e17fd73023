// The text of the page that sets up a phone to trust this machine.

export type SetupLocale = 'en' | 'es'

type Steps = readonly string[]

type SetupText = {
  title: string
  lead: string
  trusted: string
  notYet: string
  install: string
  stepsFor: { ios: string; android: string }
  ios: Steps
  android: Steps
  compare: string
  open: string
  shop: string
  door: string
  office: string
  scope: string
  other: string
}

export const setupText: Record<SetupLocale, SetupText> = {
  en: {
    title: 'Let this phone trust Maguey',
    lead: 'Camera, offline use and live updates need an encrypted connection. Install the certificate of this computer once.',
    trusted: 'This phone trusts Maguey. Go ahead.',
    notYet: 'Not trusted yet: follow the steps, then come back to this page.',
    install: 'Download the certificate',
    stepsFor: { ios: 'iPhone and iPad', android: 'Android' },
    ios: [
      'In Safari, tap “Download the certificate” and allow the download.',
      'Settings → General → VPN & Device Management → “Maguey on …” → Install.',
      'Settings → General → About → Certificate Trust Settings: switch “Maguey on …” on.',
      'Come back to this page.',
    ],
    android: [
      'In Chrome, tap “Download the certificate”.',
      'Settings → Security & privacy → More security → Encryption & credentials → Install a certificate → CA certificate. The search of Settings finds it as “CA certificate”.',
      'Choose “Install anyway” and pick maguey-authority.crt.',
      'Come back to this page.',
    ],
    compare: 'Compare before you install; the terminal shows the same:',
    open: 'Open',
    shop: 'The shop',
    door: 'The door: pair this phone',
    office: 'The back office',
    scope:
      'The certificate can vouch only for these names, and its key never leaves this computer:',
    other: 'Español',
  },
  es: {
    title: 'Que este teléfono confíe en Maguey',
    lead: 'La cámara, el uso sin conexión y los avisos en directo necesitan una conexión cifrada. Instala una vez el certificado de este ordenador.',
    trusted: 'Este teléfono confía en Maguey. Adelante.',
    notYet: 'Todavía no confía: sigue los pasos y vuelve a esta página.',
    install: 'Descargar el certificado',
    stepsFor: { ios: 'iPhone y iPad', android: 'Android' },
    ios: [
      'En Safari, toca «Descargar el certificado» y permite la descarga.',
      'Ajustes → General → VPN y gestión de dispositivos → «Maguey on …» → Instalar.',
      'Ajustes → General → Información → Ajustes de confianza de los certificados: activa «Maguey on …».',
      'Vuelve a esta página.',
    ],
    android: [
      'En Chrome, toca «Descargar el certificado».',
      'Ajustes → Seguridad y privacidad → Más ajustes de seguridad → Cifrado y credenciales → Instalar un certificado → Certificado de CA. El buscador de Ajustes lo encuentra como «certificado de CA».',
      'Elige «Instalar de todos modos» y el archivo maguey-authority.crt.',
      'Vuelve a esta página.',
    ],
    compare: 'Compáralo antes de instalar; el terminal muestra lo mismo:',
    open: 'Abrir',
    shop: 'La tienda',
    door: 'La puerta: vincular este teléfono',
    office: 'La oficina',
    scope:
      'El certificado solo puede responder por estos nombres, y su clave no sale de este ordenador:',
    other: 'English',
  },
}
