// The few words that the shared controls say by themselves, in the language of the page.

const WORDS = {
  en: { close: 'Close', loading: 'Loading', language: 'Language' },
  es: { close: 'Cerrar', loading: 'Cargando', language: 'Idioma' },
}

/** Read at each render: the page may have changed its language since. */
export function uiWords(): (typeof WORDS)['en'] {
  return document.documentElement.lang.startsWith('es') ? WORDS.es : WORDS.en
}
