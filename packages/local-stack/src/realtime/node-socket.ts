// The WebSocket that supabase-js needs on Node 20, which has none of its own.
import type { SupabaseClientOptions } from '@supabase/supabase-js'
import { WebSocket } from 'ws'

type Transport = NonNullable<NonNullable<SupabaseClientOptions<'public'>['realtime']>['transport']>

/** ws does all that supabase-js asks of it; only the types of its events differ from the browser's. */
export const nodeSocket = WebSocket as unknown as Transport
