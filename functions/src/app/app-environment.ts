// The Hono environment that all three apps share.
import type { Locale } from './locale.ts'

export type AppEnvironment = { Variables: { locale: Locale; requestId: string } }
