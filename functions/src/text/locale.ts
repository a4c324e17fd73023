// The two languages of everything that a person reads.
export type Locale = 'en' | 'es'
