// Entry of the function `worker` on Deno (Supabase Edge Functions), called by cron.
import { composeFunctions } from '../src/compose.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => composeFunctions(config).worker)
