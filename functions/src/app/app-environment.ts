// The Hono environment that all three apps share.
import type { Locale } from '../text/locale.ts'

export type AppEnvironment = { Variables: { locale: Locale; requestId: string } }
