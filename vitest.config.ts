// One Vitest for the whole workspace: unit tests beside the code, and the suites of tests/ that need a running database or stack.
import { defineConfig } from 'vitest/config'

const suite = (name: string, include: string[], options: object = {}) => ({
  test: { name, include, testTimeout: 60_000, hookTimeout: 180_000, ...options },
})

export default defineConfig({
  test: {
    projects: [
      suite('core', ['packages/ticket-core/src/**/*.test.ts']),
      suite('wire', ['packages/wire/src/**/*.test.ts']),
      suite('functions', ['functions/**/*.test.{ts,tsx}']),
      suite('stack', ['packages/local-stack/src/**/*.test.ts'], { fileParallelism: false }),
      suite('shop', ['apps/purchase-web/src/**/*.test.{ts,tsx}']),
      suite('scanner', ['apps/scanner-pwa/src/**/*.test.{ts,tsx}']),
      suite('docs', ['tests/docs/**/*.test.ts']),
      suite('db', ['tests/db/**/*.test.ts'], { fileParallelism: false }),
      suite('contract', ['tests/contract/**/*.test.ts'], { fileParallelism: false }),
      suite('runtime', ['tests/runtime/**/*.test.ts'], { fileParallelism: false }),
    ],
  },
})
