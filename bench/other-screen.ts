// How soon another phone's screen shows a scan: two throttled phones on the whole stack, one lets guests in, the other
// has each of them on its search screen.
import { setTimeout as sleep } from 'node:timers/promises'
import { createPairing } from '@maguey/local-stack/cli/create-pairing'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { startStack } from '@maguey/local-stack/start-stack'
import { createBenchNight } from './bench-night.ts'
import { openDoorPhone } from './door-phone.ts'
import { ms, percentile, type Table } from './figures.ts'
import { issueTickets } from './issue-tickets.ts'
import { makeBenchFolder } from './make-bench-folder.ts'

const SAMPLES = 40
const CPU_SLOWDOWN = 4
/** Within the nudges' rate, so that none waits for the next. */
const PAUSE_MS = 400

export async function measureOtherScreen(onProgress: (line: string) => void): Promise<Table> {
  const folder = await makeBenchFolder()
  const stack = await startStack({ dataDir: folder.path, seed: false, onProgress })
  const phones = [await openDoorPhone(CPU_SLOWDOWN), await openDoorPhone(CPU_SLOWDOWN)] as const
  try {
    const night = await createBenchNight(stack.sql, 'Bench Screens', 'BX')
    const { signingKeyId, signingSeed } = await loadSecrets(folder.path)
    const key = { kid: signingKeyId, seed: Buffer.from(signingSeed, 'base64url') }
    const texts = await issueTickets(stack.sql, night, key, SAMPLES)
    for (const phone of phones) {
      const pairing = await createPairing(stack)
      if (pairing === null) throw new Error('No night is on to pair a phone for.')
      await phone.pair(pairing.link)
    }
    const [scanning, looking] = phones
    const tookMs: number[] = []
    for (const text of texts) {
      const [ticket] = await stack.sql`
        select guest_name from public.tickets where qr_code_data = ${text}`
      const shown = await looking.watchGuest(String(ticket?.guest_name))
      const pushed = scanning.nextPush()
      await scanning.scan(text)
      tookMs.push((await shown.insideAtMs()) - (await pushed))
      await sleep(PAUSE_MS)
    }
    return describe(tookMs)
  } finally {
    for (const phone of phones) await phone.close()
    await stack.stop()
    await folder.remove()
  }
}

function describe(tookMs: readonly number[]): Table {
  const [median, p95] = [percentile(tookMs, 0.5), percentile(tookMs, 0.95)]
  return {
    title: "A scan on another phone's screen",
    columns: ['', 'n', 'median', 'p95'],
    rows: [["push → the other phone's screen", String(tookMs.length), ms(median), ms(p95)]],
    notes: [
      "from the push's request to the second frame after the guest reads “inside” on the other phone",
      `the whole stack and both phones on this machine, CPU of the phones slowed ${CPU_SLOWDOWN}×`,
    ],
    figures: { screen_median_ms: median, screen_p95_ms: p95 },
  }
}
