// Installs missing engines where that is allowed: as root on Debian. Elsewhere the suite names what it skips.
import { spawnSync } from 'node:child_process'
import { findFirefox } from './firefox.ts'
import { findWebKit } from './webkit.ts'

const PACKAGES = {
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
} as const

export function installEngines(): void {
  const wanted = [
    ...('missing' in findFirefox() ? PACKAGES.firefox : []),
    ...('missing' in findWebKit() ? PACKAGES.webkit : []),
  ]
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (wanted.length === 0 || !canInstall) return
  console.log(`installing Debian's packages ${wanted.join(', ')}`)
  const options = {
    stdio: 'ignore' as const,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], options)
}
