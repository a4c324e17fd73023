// Writes supabase/types/database.ts from a throw-away database with all migrations. Needs tsx registered.
import { writeFile } from 'node:fs/promises'

export async function writeDatabaseTypes() {
  const { openDatabase } = await import('../../packages/local-stack/src/database/open-database.ts')
  const { readCatalog } = await import('../../supabase/typegen/read-catalog.ts')
  const { writeTypes } = await import('../../supabase/typegen/write-types.ts')
  const database = await openDatabase()
  try {
    const text = writeTypes(await readCatalog((query) => database.sql.unsafe(query)))
    await writeFile(new URL('../../supabase/types/database.ts', import.meta.url), text)
  } finally {
    await database.close()
  }
}
