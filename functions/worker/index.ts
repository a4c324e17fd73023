// Entry of the function `worker` on Deno (Supabase Edge Functions), called by cron.
import { createWorkerApp } from '../src/app/worker-app.ts'
import { composeDependencies } from '../src/compose-dependencies.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => createWorkerApp(composeDependencies(config)))
