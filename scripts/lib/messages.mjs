// Compiles the apps' messages if they changed: types and tests need the result, which is not in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'
import { hashOf, isStamped, stamp } from './stamps.mjs'
import { root } from './tools.mjs'

/** Folders of apps/, by name. */
export const appNames = () =>
  readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'apps', name, 'package.json')),
  )

/** @param {{onProgress?: (line: string) => void}} [options] */
export async function ensureMessages({ onProgress = console.log } = {}) {
  await Promise.all(appNames().map((app) => compile(app, onProgress)))
}

async function compile(app, onProgress) {
  const folder = join(root, 'apps', app)
  if (!existsSync(join(folder, 'messages'))) return
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const version = /@inlang\/paraglide-js@([\d.]+)/.exec(lock)?.[1] ?? ''
  const sources = ['messages', 'project.inlang'].map((name) => join(folder, name))
  const command = commandOf(folder)
  const hash = [hashOf(sources, root), version, ...command].join(' ')
  const stampFile = join(root, '.cache', 'messages', app)
  if (isStamped(stampFile, hash) && existsSync(join(folder, 'src/paraglide/runtime.js'))) return
  // Runs the app's own command, so that the options are in one place.
  await runCommand(`Compiling the messages of ${app}`, 'npx', ['--no-install', ...command], {
    cwd: folder,
    onProgress,
  })
  stamp(stampFile, hash)
}

function commandOf(folder) {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return scripts.messages.split(' ')
}
