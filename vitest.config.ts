// One Vitest for the whole workspace: unit tests beside the code, and the suites of tests/ that need a running database or stack.
import { configDefaults, defineConfig } from 'vitest/config'

const suite = (name: string, include: string[], options: object = {}) => ({
  test: { name, include, testTimeout: 300_000, hookTimeout: 300_000, ...options },
})

/** Its files start servers; those that measure nothing and share nothing still run beside one another. */
const oneAtATime = { fileParallelism: false }

export default defineConfig({
  test: {
    silent: 'passed-only',
    // Read as files and not imported, so that Vitest can't tell which tests they affect.
    forceRerunTriggers: [
      ...configDefaults.forceRerunTriggers,
      '**/supabase/**/*.sql',
      '**/tests/vectors/*.json',
    ],
    projects: [
      suite('core', ['packages/ticket-core/src/**/*.test.ts']),
      suite('wire', ['packages/wire/src/**/*.test.ts']),
      suite('ui', ['packages/ui/src/**/*.test.{ts,tsx}']),
      suite('functions', ['functions/**/*.test.{ts,tsx}']),
      suite('stack', ['packages/local-stack/src/**/*.test.ts'], oneAtATime),
      suite('shop', ['apps/purchase-web/src/**/*.test.{ts,tsx}']),
      suite('scanner', ['apps/scanner-pwa/src/**/*.test.{ts,tsx}']),
      suite('back-office', ['apps/back-office/src/**/*.test.{ts,tsx}']),
      suite('docs', ['tests/docs/**/*.test.ts']),
      suite('db', ['tests/db/**/*.test.ts']),
      suite('contract', ['tests/contract/**/*.test.ts'], oneAtATime),
      suite('shop-pages', ['tests/shop/**/*.test.ts'], oneAtATime),
      suite('runtime', ['tests/runtime/**/*.test.ts'], oneAtATime),
      suite('simulation', ['tests/simulation/**/*.test.ts'], oneAtATime),
      suite('chaos', ['tests/chaos/**/*.test.ts'], oneAtATime),
    ],
  },
})
