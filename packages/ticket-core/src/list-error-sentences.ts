// The sentences for what guest lists and promoters refuse.

export const LIST_SENTENCES = {
  promoter_code_taken: {
    en: 'Another promoter has this code. Choose another one.',
    es: 'Otro promotor ya tiene este código. Elige otro.',
  },
  promoter_link_ended: {
    en: 'This link no longer opens a list. Ask the club for a new one.',
    es: 'Este enlace ya no abre ninguna lista. Pide uno nuevo al club.',
  },
  list_name_taken: {
    en: 'This night already has a list of that name.',
    es: 'Esta noche ya tiene una lista con ese nombre.',
  },
  list_closed: {
    en: 'This list takes no more names.',
    es: 'Esta lista ya no admite más nombres.',
  },
  list_full: {
    en: 'The list has no room for that many. Nothing was changed.',
    es: 'No caben tantos en la lista. No se cambió nada.',
  },
  guest_arrived: {
    en: 'More guests than that have already come in on this name. Nothing was changed.',
    es: 'Con este nombre ya entraron más personas. No se cambió nada.',
  },
} as const
