// The sentences for what is refused about a night, its changes and its record.

export const NIGHT_SENTENCES = {
  night_invalid: {
    en: 'Something about this night cannot be saved yet. Look at the field that is marked.',
    es: 'Algo de esta noche aún no se puede guardar. Mira el campo marcado.',
  },
  night_conflict: {
    en: 'Someone else has changed this night in the meantime. Look at what changed before you save.',
    es: 'Alguien más cambió esta noche mientras tanto. Mira qué cambió antes de guardar.',
  },
  night_not_over: {
    en: 'This night is not over yet. Its record can be sealed once it is.',
    es: 'Esta noche aún no termina. Su acta se puede sellar cuando haya terminado.',
  },
} as const
