// The night's browsers: a customer's, a manager's, and door phones that keep their storage when closed.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../../scripts/lib/chromium.mjs'
import { createFakeCamera, type FakeCamera } from './fake-camera.ts'
import { noteVerdicts } from './verdicts-shown.ts'

/** What one test needs from its browser beyond the default. */
export type BrowserExtras = { args?: string[]; env?: Record<string, string> }

const launchOptions = ({ args = [], env }: BrowserExtras = {}) => {
  const executablePath = findChromium()
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(env === undefined ? {} : { env: { ...process.env, ...env } as Record<string, string> }),
    args: [...chromiumArgs(), ...args],
  }
}

export const phoneScreen = { width: 390, height: 844 }
export const desktopScreen = { width: 1280, height: 800 }

export const launchBrowser = (extras: BrowserExtras = {}): Promise<Browser> =>
  chromium.launch(launchOptions(extras))

export const temporaryFolder = (name: string): string =>
  mkdtempSync(join(tmpdir(), `maguey-${name}-`))

export type DoorPhone = {
  camera: FakeCamera
  /** Opens the app like a tap on its icon; `offline` is flight mode from the start. */
  open: (url: string, options?: { offline?: boolean; locale?: string }) => Promise<Page>
  setOffline: (offline: boolean) => Promise<void>
  close: () => Promise<void>
}

/** A phone with its own disk and camera; to the app, closing and opening it again is a reboot. */
export const createDoorPhone = (name: string, extras: BrowserExtras = {}): DoorPhone => {
  const folder = temporaryFolder(name)
  const camera = createFakeCamera(join(folder, 'camera.y4m'))
  let context: BrowserContext | undefined
  const launch = (offline: boolean, locale: string) =>
    chromium.launchPersistentContext(join(folder, 'profile'), {
      ...launchOptions({
        ...extras,
        args: [
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-video-capture=${camera.path}`,
          ...(extras.args ?? []),
        ],
      }),
      viewport: phoneScreen,
      locale,
      offline,
    })
  return {
    camera,
    async open(url, { offline = false, locale = 'en-US' } = {}) {
      if (context === undefined) {
        context = await launch(offline, locale)
        await noteVerdicts(context)
      }
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(url)
      return page
    },
    async setOffline(offline) {
      await context?.setOffline(offline)
    },
    async close() {
      await context?.close()
      context = undefined
    },
  }
}
