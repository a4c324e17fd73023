// Minimises a failing seed: leaves out the faults that it doesn't need, and shows only what happened to the ticket or
// the phone that the finding names.
import type { Sql } from 'postgres'
import type { SeedOptions } from './night.ts'
import { runSeed } from './run-seed.ts'

export async function replayOf(
  sql: Sql,
  options: SeedOptions,
  findings: readonly string[],
): Promise<string> {
  let small = options
  let result = await runSeed(sql, options)
  for (const kind of result.kinds) {
    const smaller = { ...small, without: [...(small.without ?? []), kind] }
    const tried = await runSeed(sql, smaller)
    if (tried.findings.length === 0) continue
    small = smaller
    result = tried
  }
  const [finding = findings[0] ?? ''] = result.findings
  const names = finding.match(/MGY-[0-9A-Z-]+|phone \d+/g) ?? []
  const lines = result.log.filter((line) => names.some((name) => line.includes(name)))
  return [
    `seed ${options.seed} fails:`,
    ...findings.slice(0, 5).map((one) => `  ${one}`),
    `smallest: npm run simulate -- --from ${options.seed} --seeds 1 --phones ${options.phones} --hours ${options.hours} --without ${small.without?.join(',') || 'none'}`,
    `  ${finding}`,
    ...lines.slice(-40).map((line) => `    ${line}`),
  ].join('\n')
}
