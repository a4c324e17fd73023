// How a guest's name is stored for searching: "Łucía Peña" is found by "lucia pe" and by "pena".

/** Lower case, without accents, single spaces; '' for no name. */
export function guestKey(name: string | null): string {
  if (name === null) return ''
  return (
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      // Letters with a built-in stroke don't decompose.
      .replace(/[łŁ]/g, 'l')
      .replace(/[øØ]/g, 'o')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  )
}
