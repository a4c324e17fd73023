// The port to the database in the name of a door phone: SQL itself tells the phone from its sign-in.
import type { scannerStock } from '@maguey/wire/door-stock'
import type { Ask } from './database.ts'

export type DoorPhone = { readStock: Ask<typeof scannerStock> }
