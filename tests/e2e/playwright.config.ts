// End-to-end tests: real Chromium, real stack, real camera frames. One worker: the machine may have only two cores.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 45_000 },
  use: { actionTimeout: 30_000, navigationTimeout: 60_000 },
  forbidOnly: process.env.CI === 'true',
})
