// Entry of the shop's server on Deno (Deno Deploy, or any host with `Deno.serve`).
import { composeShop } from './compose-shop.ts'
import { createRemoteBuild } from './remote-build.ts'
import { readShopConfig } from './shop-config.ts'

type DenoRuntime = {
  env: { toObject(): Record<string, string> }
  serve(
    options: { port?: number; hostname?: string },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname?: string } },
    ) => Response | Promise<Response>,
  ): unknown
}

const { Deno } = globalThis as unknown as { Deno: DenoRuntime }
const env = Deno.env.toObject()
if (!env.SHOP_STATIC_URL) throw new Error('Configuration: SHOP_STATIC_URL is missing')
const app = composeShop(readShopConfig(env), createRemoteBuild(env.SHOP_STATIC_URL))
const where =
  env.PORT === undefined ? {} : { port: Number(env.PORT), hostname: env.HOST ?? '0.0.0.0' }
Deno.serve(where, (request, info) =>
  app.fetch(request, { remoteAddress: info.remoteAddr.hostname }),
)
