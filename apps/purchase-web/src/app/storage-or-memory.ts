// Where a browser refuses storage (a frame on another site, a strict setting), the page remembers for as long as it is
// open. Imported first: everything else may use `localStorage` without a thought.

class Memory implements Storage {
  readonly #kept = new Map<string, string>()
  get length() {
    return this.#kept.size
  }
  key(index: number) {
    return [...this.#kept.keys()][index] ?? null
  }
  getItem(key: string) {
    return this.#kept.get(key) ?? null
  }
  setItem(key: string, value: string) {
    this.#kept.set(key, String(value))
  }
  removeItem(key: string) {
    this.#kept.delete(key)
  }
  clear() {
    this.#kept.clear()
  }
}

for (const name of ['localStorage', 'sessionStorage'] as const) {
  try {
    window[name].getItem('maguey')
  } catch {
    Object.defineProperty(window, name, { value: new Memory() })
  }
}
