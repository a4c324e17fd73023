/** The names of a night's line-up, as billed. */
export const lineUpOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '')
