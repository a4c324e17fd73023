// Errors that a person can act on: a code for tests, and a sentence that says what to do.

export type StackErrorCode =
  | 'already_running'
  | 'port_in_use'
  | 'postgres_failed'
  | 'migration_failed'
  | 'migration_changed'
  | 'seed_failed'
  | 'unsupported_platform'
  | 'no_ordinary_user'
  | 'missing_setting'
  | 'no_network'

/** Thrown for what the user of the stack can fix; anything else that is thrown is a bug. */
export class StackError extends Error {
  override readonly name = 'StackError'
  readonly code: StackErrorCode

  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
