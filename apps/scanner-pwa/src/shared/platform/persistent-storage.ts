// Asks the browser to keep this app's data when space is short: it includes scans waiting to be sent.

/** Null if the browser can't say. Asking again is harmless: some grant it only once the app is installed. */
export async function askForPersistence(): Promise<boolean | null> {
  const storage = navigator.storage as StorageManager | undefined
  if (!storage?.persisted) return null
  try {
    return (await storage.persisted()) || (await storage.persist())
  } catch {
    return null
  }
}
