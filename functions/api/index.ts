// Entry of the function `api` on Deno (Supabase Edge Functions).
import { createApiApp } from '../src/app/api-app.ts'
import { composeDependencies } from '../src/compose-dependencies.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => createApiApp(composeDependencies(config)))
