// Closes what was opened, in reverse order and once; one failure doesn't keep the rest open.

export class Cleanups {
  #steps: (() => unknown)[] = []
  #running: Promise<void> | null = null

  add(step: () => unknown): void {
    this.#steps.push(step)
  }

  /** Calling it again waits for the first call. Throws the first error, after all steps. */
  run(): Promise<void> {
    this.#running ??= this.#runAll()
    return this.#running
  }

  async #runAll(): Promise<void> {
    const errors: unknown[] = []
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }
}
