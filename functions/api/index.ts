// Entry of the function `api` on Deno (Supabase Edge Functions).
import { composeFunctions } from '../src/compose.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => composeFunctions(config).api)
