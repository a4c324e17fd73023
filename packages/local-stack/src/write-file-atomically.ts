// Replaces a file atomically: a crash leaves the old content or the new, never half of it.
import { open, rename } from 'node:fs/promises'

/** Mode 0600; the folder must exist. Two writers of one path must take turns. */
export async function writeFileAtomically(path: string, content: string): Promise<void> {
  const beside = `${path}.new`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
}
