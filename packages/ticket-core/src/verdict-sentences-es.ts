// The door's sentences in Spanish: short words, and what to do next.
import { dayText, minutesSince, type Sentences } from './verdict-sentences.ts'

const MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ')

const NO_ENTRY = 'No dejes pasar. Si insiste, llama al encargado.'

function ago(atMs: number, nowMs: number): string {
  const minutes = minutesSince(atMs, nowMs)
  if (minutes === 0) return 'ahora mismo'
  if (minutes === 1) return 'hace 1 minuto'
  if (minutes < 60) return `hace ${minutes} minutos`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `hace ${hours} h ${minutes % 60} min`
  return `hace ${Math.floor(hours / 24)} días`
}

/** Said from one minute on: below that the list is as good as now. */
function ofAge(listAgeMs: number): string {
  const minutes = minutesSince(0, listAgeMs)
  return minutes === 0 ? '' : ` (${ago(0, listAgeMs)})`
}

export const sentencesEs: Sentences = {
  admit: () => ({ cause: 'Boleto válido', nextStep: 'Deja pasar.' }),
  readmit: () => ({ cause: 'Vuelve a entrar', nextStep: 'Deja pasar.' }),
  admit_unsynced: ({ listAgeMs }) => ({
    cause: `Boleto válido, más nuevo que la lista de este teléfono${ofAge(listAgeMs)}`,
    nextStep: 'Deja pasar.',
  }),
  exit: () => ({ cause: 'Boleto leído', nextStep: 'Salida contada.' }),
  override: ({ reason }) => ({ cause: `Encargado: ${reason}`, nextStep: 'Deja pasar.' }),
  unverified: ({ because }) => UNVERIFIED[because],
  already_used: ({ atMs, gateName }, { nowMs, formatTime }) => ({
    cause:
      atMs === null
        ? 'Este boleto ya se usó'
        : `${formatTime(atMs)}${gateName === null ? '' : ` en ${gateName}`}, ${ago(atMs, nowMs)}`,
    nextStep: `Ya se usó. ${NO_ENTRY}`,
  }),
  wrong_event: ({ eventDay, eventCode }) => ({
    cause: `Boleto de otro evento: ${dayText(eventDay, MONTHS)}, ${eventCode}`,
    nextStep: 'No dejes pasar. Pide el boleto de hoy.',
  }),
  wrong_gate: ({ gateName, gateAdmits }) => ({
    cause: `Por ${gateName} pasa ${gateAdmits.join(', ') || 'ninguno'}`,
    nextStep: 'Envía a otra puerta.',
  }),
  refunded: () => ({ cause: 'Este boleto fue reembolsado', nextStep: NO_ENTRY }),
  void: () => ({ cause: 'Este boleto fue anulado', nextStep: NO_ENTRY }),
  not_yet_valid: ({ fromMs }, { formatTime }) => ({
    cause: `Demasiado pronto. Vale desde las ${formatTime(fromMs)}`,
    nextStep: 'Pide que espere.',
  }),
  expired: ({ untilMs }, { formatTime }) => ({
    cause: `Demasiado tarde. La entrada cerró a las ${formatTime(untilMs)}`,
    nextStep: NO_ENTRY,
  }),
  forged: () => ({
    cause: 'Boleto falso: la firma no es válida',
    nextStep: 'No dejes pasar. Llama al encargado.',
  }),
  mistyped: () => ({
    cause: 'El código tiene un error',
    nextStep: 'Escanéalo o escríbelo otra vez.',
  }),
  not_a_ticket: () => ({
    cause: 'Este código no es un boleto nuestro',
    nextStep: 'Pide el código QR del boleto.',
  }),
  unknown_ticket: () => ({ cause: 'Ese boleto nunca se vendió', nextStep: NO_ENTRY }),
  revoked_device: () => ({
    cause: 'Este teléfono ya no puede escanear',
    nextStep: 'Deja de escanear. Dáselo al encargado.',
  }),
}

const UNVERIFIED = {
  unsigned: {
    cause: 'Este teléfono no puede comprobar este boleto',
    nextStep: 'Escanea el propio código QR o pregunta al encargado.',
  },
  unknown_key: {
    cause: 'Este teléfono aún no puede comprobar la firma',
    nextStep: 'Conéctate y escanea otra vez, o pregunta al encargado.',
  },
  unchecked: {
    cause: 'Este teléfono no logró comprobar la firma',
    nextStep: 'Escanea otra vez. Si sigue igual, usa otro teléfono o pregunta al encargado.',
  },
  policy: {
    cause: 'Boleto auténtico, pero no está en la lista de este teléfono',
    nextStep: 'Conéctate y escanea otra vez, o pregunta al encargado.',
  },
  list_incomplete: {
    cause: 'Boleto auténtico, pero la lista de este teléfono aún no está completa',
    nextStep: 'Pregunta a otro teléfono o al encargado, o espera a la lista.',
  },
  clock_doubtful: {
    cause: 'Boleto válido, pero el reloj de este teléfono puede estar mal',
    nextStep: 'Mira tú la hora. Conéctate para poner el reloj en hora.',
  },
  house_list: {
    cause: 'Falta revisar algo de este boleto',
    nextStep: 'Pide una identificación y llama al encargado, que decide.',
  },
} as const
