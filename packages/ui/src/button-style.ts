// How buttons look, for <button>, <a> and router links alike: 48 px high at least, one look for each weight of action.

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'link' | 'danger'

const SHAPE =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-control py-2.5 text-base font-semibold ' +
  'transition-colors duration-150 select-none disabled:cursor-not-allowed disabled:opacity-45'

const BASE = `${SHAPE} px-5`

export const buttonStyle: Record<ButtonLook, string> = {
  primary: `${BASE} bg-agave text-on-agave hover:bg-agave-strong active:bg-agave-strong`,
  secondary: `${BASE} border border-line-strong bg-raised text-ink hover:border-ink-soft active:bg-line`,
  quiet: `${BASE} text-ink hover:bg-raised active:bg-line`,
  link: `${SHAPE} px-3 text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink`,
  danger: `${BASE} bg-verdict-red text-on-verdict-red hover:brightness-110 active:brightness-90`,
}
