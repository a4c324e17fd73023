// What every engine can do, whatever its protocol: open an address and run a script. The rest is built on that.

export type EngineSession = {
  open: (url: string) => Promise<void>
  /** Runs a function body in the page; resolves to its JSON-serialisable result. */
  run: (body: string) => Promise<unknown>
  close: () => Promise<void>
}

/** `profile`: a folder only for this session. */
export type Engine = { name: string; launch: (profile: string) => Promise<EngineSession> }

export type EngineSearch = { engine: Engine } | { missing: string }

const LOOK_EVERY_MS = 150
const LOOK_FOR_MS = 60_000

/** A page as a person uses it. Every step waits until it can be done. */
export class Visitor {
  readonly #session: EngineSession

  constructor(session: EngineSession) {
    this.#session = session
  }

  open(url: string): Promise<void> {
    return this.#session.open(url)
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  run(body: string): Promise<unknown> {
    return this.#session.run(body)
  }

  /** Runs `body` until its result is truthy, and returns it. Failures are tolerated while a page is being replaced. */
  async until(what: string, body: string): Promise<unknown> {
    const startedAt = Date.now()
    let last: unknown
    while (Date.now() - startedAt < LOOK_FOR_MS) {
      last = await this.#session.run(body).catch((error: Error) => error.message)
      if (last !== undefined && last !== null && last !== false && typeof last !== 'string') {
        return last
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
    const seen = await this.#session
      .run(`return location.href + '\\n' + document.body.innerText.slice(0, 600)`)
      .catch((error: Error) => error.message)
    throw new Error(`${what}: not seen (${JSON.stringify(last)}) on ${seen}`)
  }

  sees(selector: string, text = ''): Promise<unknown> {
    const wanted = JSON.stringify(text.toLowerCase())
    return this.until(
      `${selector} ${text}`,
      `return [...document.querySelectorAll(${JSON.stringify(selector)})]
        .some((one) => one.textContent.toLowerCase().includes(${wanted}))`,
    )
  }

  async click(selector: string, text = ''): Promise<void> {
    const wanted = JSON.stringify(text.toLowerCase())
    await this.until(
      `click ${selector} ${text}`,
      `const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
        .find((one) => !one.disabled && one.textContent.toLowerCase().includes(${wanted}))
       found?.click()
       return found !== undefined`,
    )
  }

  /** Like a keyboard as far as React can tell: through the element's own setter, with an event. */
  async fill(selector: string, value: string): Promise<void> {
    await this.until(
      `fill ${selector}`,
      `const field = document.querySelector(${JSON.stringify(selector)})
       if (!field) return false
       const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
       set.call(field, ${JSON.stringify(value)})
       field.dispatchEvent(new Event('input', { bubbles: true }))
       return true`,
    )
  }
}
