// Installing the app: Chromium fires an event that must be kept until somebody asks; iOS has only its Share menu.
import { createStore } from 'zustand/vanilla'

type InstallEvent = Event & { prompt: () => Promise<unknown> }

export type InstallState = { offer: (() => void) | null }

export const installStore = createStore<InstallState>()(() => ({ offer: null }))

/** Call once, as early as possible: the event fires soon after the page loads. */
export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    const install = event as InstallEvent
    // Rejected if it was already shown: the browser's own menu still installs.
    const offer = () => {
      install.prompt().catch(() => {})
    }
    installStore.setState({ offer })
  })
  window.addEventListener('appinstalled', () => installStore.setState({ offer: null }))
}

export const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches

/** iPads identify as Macs; Macs have no touch screen. */
export const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)
