// The few words that the shared controls say by themselves, in the language of the page.

const WORDS = {
  en: {
    close: 'Close',
    loading: 'Loading',
    language: 'Language',
    failed: 'That didn’t work.',
    failedNext: 'Try again. If it keeps failing, reload the page.',
    reload: 'Reload',
  },
  es: {
    close: 'Cerrar',
    loading: 'Cargando',
    language: 'Idioma',
    failed: 'No funcionó.',
    failedNext: 'Inténtalo de nuevo. Si sigue fallando, recarga la página.',
    reload: 'Recargar',
  },
}

/** Read at each render, because the page's language can change. */
export function uiWords(): (typeof WORDS)['en'] {
  return document.documentElement.lang.startsWith('es') ? WORDS.es : WORDS.en
}
