// The functions' contract on Node, where the local stack runs them in its own process.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { afterAll, beforeAll } from 'vitest'
import { apiContract } from './api-contract.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ serveApps: false, seed: false, workerLoop: false })
})

afterAll(async () => {
  await stack?.stop()
})

apiContract('the functions on Node', () => ({
  api: `${stack.info.apiUrl}/functions/v1/api`,
  webhook: stack.info.webhookUrl,
  worker: `${stack.info.apiUrl}/functions/v1/worker`,
  workerSecret: stack.info.workerSecret,
  stack,
}))
