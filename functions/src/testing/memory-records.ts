// The part of the database in memory that keeps the records of nights and their seals.
import type { RecordContent } from '@maguey/wire/night-records'
import { failure, success } from '../problem.ts'
import { MemoryMoney } from './memory-money.ts'

type Kept = { text: string; manifest: string; sha256: string; kid: string; signature: string }

export class MemoryRecords extends MemoryMoney {
  /** Written down, by id. */
  readonly written = new Map<string, RecordContent>()
  readonly seals = new Map<string, Kept>()

  listRecordsToSeal = async ({ recordId, limit }: { recordId: string | null; limit: number }) =>
    success(
      [...this.written.values()]
        .filter(({ id }) => !this.seals.has(id) && (recordId === null || id === recordId))
        .slice(0, limit),
    )

  keepSeal = async (seal: Kept) => {
    const { id } = JSON.parse(seal.text) as { id: string }
    if (!this.written.has(id)) return failure('invalid_request')
    if (!this.seals.has(id)) this.seals.set(id, seal)
    return success(null)
  }
}
