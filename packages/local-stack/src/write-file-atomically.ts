// Replaces a file whole or not at all: a crash leaves the old text or the new, never half of one.
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
