// People counted by hand, without ticket or list: pure.

/**
 * Each count stands for somebody who came (1) or left (-1). Counts merge by being added up, in whatever order and from
 * whichever phones they come; one that was wrong is taken back by its opposite. internal.count_heads is the same in SQL.
 */
export function peopleCounted(heads: readonly (1 | -1)[]): { came: number; left: number } {
  const came = heads.filter((head) => head > 0).length
  return { came, left: heads.length - came }
}
