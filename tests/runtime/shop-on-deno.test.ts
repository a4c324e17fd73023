// The shop's pages on Deno: the deployed bundle, with the build on another host, as on an edge.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryFolder, removeData } from '@maguey/local-stack/database/open-database'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// biome-ignore lint/correctness/useImportExtensions: the file is a script with its types beside it
import { buildShopServer } from '../../apps/purchase-web/build-server.mjs'
import { shopContract } from '../shop/shop-contract.ts'
import { type DenoFunction, startOnDeno } from './deno-functions.ts'

let dataDir: string
let stack: Stack
let bundle: string
let server: DenoFunction

beforeAll(async () => {
  dataDir = await makeTemporaryFolder()
  const outdir = join(dataDir, 'shop-server')
  await mkdir(outdir)
  bundle = await buildShopServer({ outdir })
  stack = await startStack({ dataDir, seed: false, workerLoop: false })
  const { apiUrl, shopUrl, secretKey } = stack.info
  server = await startOnDeno(bundle, {
    SUPABASE_URL: apiUrl,
    SUPABASE_SECRET_KEY: secretKey,
    SHOP_URL: shopUrl,
    ORDER_TOKEN_SECRET: (await loadSecrets(dataDir)).orderTokenSecret,
    HOST: '127.0.0.1',
    // The stack's own shop stands in for a static host: it has the same files.
    SHOP_STATIC_URL: shopUrl,
  })
})

afterAll(async () => {
  await server?.stop()
  await stack?.stop()
  await removeData(dataDir)
})

describe('the bundle', () => {
  it('names what its environment lacks, and does not start', async () => {
    await expect(
      startOnDeno(bundle, { SHOP_STATIC_URL: 'https://static.example' }),
    ).rejects.toThrow(/SUPABASE_URL is missing/)
  })
})

shopContract('the shop’s pages on Deno', () => ({
  at: server.url,
  shopUrl: stack.info.shopUrl,
  stack,
}))
