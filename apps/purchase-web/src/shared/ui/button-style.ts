// How the shop's buttons look, for <button>, <a> and router links alike.

const base =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-control px-5 py-2.5 font-semibold transition-colors duration-150 disabled:opacity-60'

export const buttonStyle = {
  primary: `${base} bg-agave text-on-agave hover:bg-agave-strong`,
  secondary: `${base} border border-line-strong text-ink hover:bg-raised`,
  quiet: `${base} px-3 text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink`,
} as const
