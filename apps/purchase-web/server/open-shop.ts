// The shop's server for a host that has the build: what the package offers to others, with its types beside it.
import { composeShop } from './compose-shop.ts'
import { readShopConfig } from './shop-config.ts'
import type { openShop as Declared } from './shop-server.d.ts'

export const openShop: typeof Declared = (env, build, options = {}) =>
  composeShop(readShopConfig(env), build, options)
