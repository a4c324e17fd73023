// Entry of the function `stripe-webhook` on Deno (Supabase Edge Functions); it checks Stripe's signature, not a JWT.
import { createWebhookApp } from '../src/app/webhook-app.ts'
import { composeDependencies } from '../src/compose-dependencies.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => createWebhookApp(composeDependencies(config)))
