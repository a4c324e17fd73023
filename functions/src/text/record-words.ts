// What a night's record says around its parts, on paper and in the spreadsheet.
import type { Locale } from '@maguey/wire/values'

const en = {
  title: { record: 'Record of the night', correction: 'Correction of a record' },
  doors: 'Doors',
  end: 'End',
  written: 'Written',
  byWorker: 'by itself, three days after the night',
  sealed: 'Sealed',
  hash: 'SHA-256',
  key: 'Key',
  keyPrint: 'Fingerprint of the key',
  corrects: 'Corrects the record with the SHA-256',
  words: 'What there is to say',
  changed: 'What the facts tell otherwise by now',
  nothingChanged: 'No figure has changed.',
  verify: 'The sealed file (JSON) proves this page: npm run verify-record -- FILE --key KEY',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  csv: { part: 'part', table: 'table' },
}

const es: typeof en = {
  title: { record: 'Acta de la noche', correction: 'Corrección de un acta' },
  doors: 'Puertas',
  end: 'Fin',
  written: 'Escrita',
  byWorker: 'por sí sola, tres días después de la noche',
  sealed: 'Sellada',
  hash: 'SHA-256',
  key: 'Clave',
  keyPrint: 'Huella de la clave',
  corrects: 'Corrige el acta con el SHA-256',
  words: 'Lo que hay que decir',
  changed: 'Lo que los hechos dicen ahora de otro modo',
  nothingChanged: 'Ninguna cifra ha cambiado.',
  verify:
    'El archivo sellado (JSON) prueba esta página: npm run verify-record -- ARCHIVO --key CLAVE',
  page: (page, pages) => `Página ${page} de ${pages}`,
  csv: { part: 'parte', table: 'tabla' },
}

export const recordWords = (locale: Locale): typeof en => (locale === 'es' ? es : en)
