// The signed-in user's token, on whose behalf the API acts.
import type { SupabaseClient } from '@supabase/supabase-js'

/** Renewed if it has run out; empty without a session, which the API then refuses. */
export const bearerOf = async (client: SupabaseClient): Promise<string> =>
  (await client.auth.getSession()).data.session?.access_token ?? ''
