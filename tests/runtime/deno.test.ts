// The functions' contract on Deno: the deployed bundles, against the same database, Stripe simulator and inbox.
import { join } from 'node:path'
import { makeTemporaryFolder, removeData } from '@maguey/local-stack/database/open-database'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { functionsEnvironment } from '@maguey/local-stack/stack/functions-config'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// biome-ignore lint/correctness/useImportExtensions: the file is a script with its types beside it
import { buildFunctions, type FunctionBundle } from '../../functions/build.mjs'
import { apiContract } from '../contract/api-contract.ts'
import { openWallets, type WalletOwners } from '../contract/support/wallets.ts'
import { type DenoFunctions, startFunctionsOnDeno, startOnDeno } from './deno-functions.ts'

/** The limit of Supabase's deploy API for one function. */
const DEPLOY_LIMIT_BYTES = 5_000_000

let dataDir: string
let stack: Stack
let bundles: FunctionBundle[]
let functions: DenoFunctions
let wallets: WalletOwners

function bundleOf(name: FunctionBundle['name']): string {
  const bundle = bundles.find((one) => one.name === name)
  if (bundle === undefined) throw new Error(`no bundle ${name}`)
  return bundle.outfile
}

beforeAll(async () => {
  dataDir = await makeTemporaryFolder()
  bundles = await buildFunctions({ outdir: join(dataDir, 'functions') })
  stack = await startStack({ dataDir, serveApps: false, seed: false, workerLoop: false })
  wallets = await openWallets()
  const { info } = stack
  const supabase = { url: info.apiUrl, secretKey: info.secretKey }
  functions = await startFunctionsOnDeno(
    { api: bundleOf('api'), webhook: bundleOf('stripe-webhook'), worker: bundleOf('worker') },
    functionsEnvironment(info, supabase, await loadSecrets(dataDir), wallets.settings),
  )
})

afterAll(async () => {
  await functions?.stop()
  await stack?.stop()
  await wallets?.close()
  await removeData(dataDir)
})

describe('the bundles', () => {
  it('are small enough to be deployed', () => {
    expect(bundles.filter(({ bytes }) => bytes > DEPLOY_LIMIT_BYTES)).toEqual([])
  })

  it('name what their environment lacks, and do not start', async () => {
    await expect(
      startOnDeno(bundleOf('api'), { SHOP_URL: 'https://shop.example' }),
    ).rejects.toThrow(/SUPABASE_URL is missing/)
  })
})

apiContract('the functions on Deno', () => ({ ...functions.target, stack, wallets }))
