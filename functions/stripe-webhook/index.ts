// Entry of the function `stripe-webhook` on Deno (Supabase Edge Functions); it checks Stripe's signature, not a JWT.
import { composeFunctions } from '../src/compose.ts'
import { serveDeno } from '../src/serve-deno.ts'

serveDeno((config) => composeFunctions(config).webhook)
