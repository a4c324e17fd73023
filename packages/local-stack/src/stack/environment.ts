// Settings from the environment, and which of them belong together.
import { StackError } from '../database/stack-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A real service replaces its stand-in when the first of these is set; then the others are required too. */
const SERVICES = [
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ['RESEND_API_KEY', 'MAIL_FROM'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY', 'SUPABASE_DB_URL'],
] as const

/** The inbox stands in for neither of them. */
export const hasRealMail = (env: Environment): boolean =>
  Boolean(env.RESEND_API_KEY || env.SMTP_URL)

/** Called before anything is started. Throws StackError `missing_setting`, which names the variable. */
export function checkEnvironment(env: Environment): void {
  for (const [key, ...others] of SERVICES) {
    const missing = others.find((name) => !env[name]?.trim())
    if (env[key] && missing) {
      throw new StackError(
        'missing_setting',
        `${key} is set: ${missing} must be set as well. \`npm start -- --help\` lists all settings.`,
      )
    }
  }
}
