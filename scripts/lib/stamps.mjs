// Remembers the input that a step last ran with, so that it only runs again when the input has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Folders that tools write into the sources, and files that no build reads. */
const ignored = new Set(
  'node_modules dist paraglide test-results .cache .lix cache .meta.json .gitignore README.md'.split(
    ' ',
  ),
)

/** @param {readonly string[]} paths files and folders; missing ones count as empty */
export function hashOf(paths, root) {
  const hash = createHash('sha256')
  for (const path of paths) addPath(hash, path, root)
  return hash.digest('hex')
}

function addPath(hash, path, root) {
  if (!existsSync(path)) return
  const entries = readEntries(path)
  if (!entries) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
    return
  }
  for (const entry of entries) {
    if (!ignored.has(entry) && !/\.test\.tsx?$/.test(entry)) addPath(hash, join(path, entry), root)
  }
}

/** null for a file. */
function readEntries(path) {
  try {
    return readdirSync(path).sort()
  } catch {
    return null
  }
}

export function isStamped(file, hash) {
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

export function stamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, hash)
}

export function removeStamp(file) {
  rmSync(file, { force: true })
}
