// Typed access to the few single values that the phone stores.
import type { DoorDb } from './door-db.ts'
import type { MetaValues, Settings } from './rows.ts'

export async function readMeta<K extends keyof MetaValues>(
  db: DoorDb,
  key: K,
): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key)
  return row?.value as MetaValues[K] | undefined
}

export async function writeMeta<K extends keyof MetaValues>(
  db: DoorDb,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await db.meta.put({ key, value })
}

export const DEFAULT_SETTINGS: Settings = { sound: true, vibration: true, cameraId: null }

export async function readSettings(db: DoorDb): Promise<Settings> {
  return { ...DEFAULT_SETTINGS, ...(await readMeta(db, 'settings')) }
}
