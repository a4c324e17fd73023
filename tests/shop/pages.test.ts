// Every kind of page as a crawler or a messenger gets it: without JavaScript, on Node.

import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { afterAll, beforeAll } from 'vitest'
import { shopContract } from './shop-contract.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: false, workerLoop: false })
})

afterAll(async () => {
  await stack?.stop()
})

shopContract('the shop’s pages on Node', () => ({ shopUrl: stack.info.shopUrl, stack }))
