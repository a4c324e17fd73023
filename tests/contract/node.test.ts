// The functions' contract on Node, where the local stack runs them in its own process.
import { makeTemporaryFolder, removeData } from '@maguey/local-stack/database/open-database'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { functionsEnvironment } from '@maguey/local-stack/stack/functions-config'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { afterAll, beforeAll } from 'vitest'
import { apiContract } from './api-contract.ts'
import { crowdContract } from './suite/crowd-contract.ts'
import type { Target } from './support/target.ts'
import { openWallets, type WalletOwners } from './support/wallets.ts'

let dataDir: string
let stack: Stack
let wallets: WalletOwners

beforeAll(async () => {
  dataDir = await makeTemporaryFolder()
  wallets = await openWallets()
  const env = wallets.settings
  stack = await startStack({ dataDir, serveApps: false, seed: false, workerLoop: false, env })
})

afterAll(async () => {
  await stack?.stop()
  await wallets?.close()
  await removeData(dataDir)
})

const target = (): Target => ({
  api: `${stack.info.apiUrl}/functions/v1/api`,
  webhook: stack.info.webhookUrl,
  worker: `${stack.info.apiUrl}/functions/v1/worker`,
  workerSecret: stack.info.workerSecret,
  stack,
  wallets,
})

apiContract('the functions on Node', target)

crowdContract(target, async () => {
  const { info } = stack
  const supabase = { url: info.apiUrl, secretKey: info.secretKey }
  return functionsEnvironment(info, supabase, await loadSecrets(dataDir), {})
})
