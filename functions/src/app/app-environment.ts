// The Hono environment that all three apps share.
import type { Locale } from '@maguey/wire/values'

export type AppEnvironment = { Variables: { locale: Locale; requestId: string } }
