// The port to the store of posters.

export type Posters = {
  /** Removes these pictures; one that is gone already counts as removed. False: the store did not answer, or refused. */
  remove(names: readonly string[]): Promise<boolean>
}
