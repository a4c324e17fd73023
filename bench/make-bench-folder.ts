// A folder for one measurement's data, with the crash safety of a real one, removed at the end.
import { makeTemporaryFolder, removeData } from '@maguey/local-stack/database/open-database'

export async function makeBenchFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await makeTemporaryFolder()
  return { path, remove: () => removeData(path) }
}
