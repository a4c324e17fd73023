// Remembers for which input a step was last done, so that it is done again only when the input changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What builds and tools write into source folders, and what no build reads. */
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
