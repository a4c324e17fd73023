// The shop's server from its settings: the database, Storage, and wherever the build is kept.
import { createSupabaseDatabase } from '@maguey/functions/adapters/supabase-database'
import { createClientAddress } from '@maguey/functions/app/client-address'
import { type Clock, consoleLog, type Log, systemClock } from '@maguey/functions/ports/clock'
import type { ShopDependencies } from './ports.ts'
import { createShopApp } from './shop-app.ts'
import type { ShopConfig } from './shop-config.ts'
import type { ShopBuild } from './shop-server.d.ts'
import { createStoragePictures } from './storage-pictures.ts'

export type ShopRuntime = { fetch?: typeof fetch; clock?: Clock; log?: Log; strictPolicy?: boolean }

export function composeShop(config: ShopConfig, build: ShopBuild, runtime: ShopRuntime = {}) {
  const { log = consoleLog, clock = systemClock, fetch: ask = fetch } = runtime
  const supabase = { url: config.SUPABASE_URL, secretKey: config.SUPABASE_SECRET_KEY }
  const deps: ShopDependencies = {
    settings: {
      shopUrl: config.SHOP_URL,
      apiUrl: config.API_URL ?? config.SUPABASE_URL,
      supabaseUrl: config.SUPABASE_URL,
      orderTokenSecret: config.ORDER_TOKEN_SECRET,
      rateLimitScale: config.RATE_LIMIT_SCALE,
      strictPolicy: runtime.strictPolicy ?? true,
    },
    database: createSupabaseDatabase({ ...supabase, log, fetch: runtime.fetch }),
    build,
    pictures: createStoragePictures({ ...supabase, fetch: ask }),
    clock,
    log,
    clientAddress: createClientAddress(config.TRUSTED_ADDRESS_HEADER),
    fetch: ask,
  }
  return createShopApp(deps)
}
