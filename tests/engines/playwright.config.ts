// The three engines: one smoke suite in Chromium, Firefox and WebKit, since door staff use all of them.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/engines',
  workers: 1,
  timeout: 600_000,
  forbidOnly: process.env.CI === 'true',
})
