// Entry of the shop's server on Deno (Deno Deploy, or any host with `Deno.serve`).
import { denoEnvironment, serveApp } from '@maguey/functions/deno-runtime'
import { composeShop } from './compose-shop.ts'
import { createRemoteBuild } from './remote-build.ts'
import { readShopConfig } from './shop-config.ts'

const env = denoEnvironment()
if (!env.SHOP_STATIC_URL) throw new Error('Configuration: SHOP_STATIC_URL is missing')
const app = composeShop(readShopConfig(env), createRemoteBuild(env.SHOP_STATIC_URL))
serveApp(app, env.PORT, env.HOST ?? '0.0.0.0')
