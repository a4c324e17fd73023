// Use case: seals what was written down of nights, with the key that signs tickets. The worker does it too, in case the
// request that asked for a seal ended between writing and sealing.
import { type SealedContent, sealRecord } from '@maguey/ticket-core/record-seal'
import type { RecordContent } from '@maguey/wire/night-records'
import type { Dependencies } from '../dependencies.ts'
import { type Result, success } from '../problem.ts'

const SEAL_BATCH = 5

type SealDependencies = Pick<Dependencies, 'database' | 'settings'>

/** Seals this record now, unless it is sealed; its id again. */
export async function sealOne(
  deps: SealDependencies,
  recordId: string,
): Promise<Result<{ record_id: string }>> {
  const waiting = await deps.database.listRecordsToSeal({ recordId, limit: 1 })
  if (!waiting.ok) return waiting
  for (const content of waiting.value) {
    const kept = await keep(deps, content)
    if (!kept.ok) return kept
  }
  return success({ record_id: recordId })
}

/** Everything that waits, and nights that nobody had sealed for three days. */
export async function sealRecords(deps: SealDependencies & Pick<Dependencies, 'log'>) {
  const waiting = await deps.database.listRecordsToSeal({ recordId: null, limit: SEAL_BATCH })
  if (!waiting.ok) {
    deps.log({ level: 'error', event: 'seal_failed', code: waiting.problem.code })
    return
  }
  for (const content of waiting.value) {
    const kept = await keep(deps, content)
    if (!kept.ok) deps.log({ level: 'error', event: 'seal_failed', code: kept.problem.code })
  }
}

async function keep({ database, settings }: SealDependencies, content: RecordContent) {
  // Parsed from JSON, and loose: it is JSON all through.
  const { text, seal } = await sealRecord(content as SealedContent, settings.signing)
  return database.keepSeal({ ...seal, text })
}
