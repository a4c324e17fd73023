// The door with 100,000 tickets: the first pull, then from decoded text to painted verdict, a guest found by name, the
// app reopened offline, a long queue sent, and scans while another phone pulls, in a throttled Chromium.
import { createPairing } from '@maguey/local-stack/cli/create-pairing'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { createBenchNight } from './bench-night.ts'
import { type DoorPhone, openDoorPhone, type Put, type ScanTimes } from './door-phone.ts'
import { describePull, describeRest, describeScans } from './door-tables.ts'
import { measureQueue, measureScansDuringPull } from './door-under-load.ts'
import { megabytes, type Table } from './figures.ts'
import { issueTickets } from './issue-tickets.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import { nodeMemory, postgresMemory } from './memory.ts'

const TICKETS = 100_000
const CPU_SLOWDOWN = 4
const SCANS = 150
const WARM_UP_SCANS = 10
/** As at a real door, guests don't come back to back, and the background sync gets its turn. */
const PAUSE_MS = 150

export async function measure(onProgress: (line: string) => void): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const stack = await startStack({ dataDir: folder.path, seed: false, onProgress })
  try {
    onProgress(`Door: issuing ${TICKETS.toLocaleString('en')} tickets`)
    const texts = await openNight(stack, folder.path)
    const phone = await openDoorPhone(CPU_SLOWDOWN)
    const tables: Table[] = []
    // Printed as they come, so that an interrupted run isn't wasted.
    const keep = (table: Table) => {
      tables.push(table)
      onProgress(`${table.title}: ${JSON.stringify(table.figures)}`)
    }
    try {
      await measurePhone({ stack, phone, texts, keep }, onProgress)
    } finally {
      await phone.close()
    }
    onProgress('Door: scans while the list is being pulled')
    keep(await measureScansDuringPull(stack, CPU_SLOWDOWN, texts))
    return tables
  } finally {
    await stack.stop()
    await folder.remove()
  }
}

async function openNight(stack: Stack, dataDir: string): Promise<string[]> {
  const night = await createBenchNight(stack.sql, 'Bench Door', 'BD')
  const { signingKeyId, signingSeed } = await loadSecrets(dataDir)
  const key = { kid: signingKeyId, seed: Buffer.from(signingSeed, 'base64url') }
  return await issueTickets(stack.sql, night, key, TICKETS)
}

type Place = {
  readonly stack: Stack
  readonly phone: DoorPhone
  readonly texts: readonly string[]
  readonly keep: (table: Table) => void
}

async function measurePhone(
  { stack, phone, texts, keep }: Place,
  onProgress: (line: string) => void,
): Promise<void> {
  const memoryBefore = { node: nodeMemory(), postgres: await postgresMemory(stack.sql) }
  const pairing = await createPairing(stack)
  if (pairing === null) throw new Error('No night is on to pair a phone for.')
  onProgress('Door: first pull')
  const pull = await phone.pair(pairing.link)
  // As many rows per transaction as the app gets per page, so that the reference commits as often.
  const pageRows = Math.ceil(TICKETS / pull.requests)
  keep(describePull(pull, { pageRows, ...(await phone.rawPutRows(pageRows)) }))
  const heapAfterPull = await phone.heap()
  const { scans, puts } = await scanGuests(phone, texts, onProgress)
  keep(describeScans(scans, puts))
  onProgress('Door: guests by name')
  const found = [await phone.findGuest('oscar nguyen'), await phone.findGuest('zoe kim')]
  onProgress('Door: opened again without a network')
  keep(describeRest(found, await phone.reopenOffline(pairing.link, texts[1] ?? '')))
  const heap = await phone.heap()
  keep({
    title: 'Memory',
    columns: ['', 'before', 'after'],
    rows: [
      ['page, JS heap after collection', megabytes(heapAfterPull), megabytes(heap)],
      ['Node: API, functions, stand-ins', megabytes(memoryBefore.node), megabytes(nodeMemory())],
      ['Postgres', megabytes(memoryBefore.postgres), megabytes(await postgresMemory(stack.sql))],
    ],
    notes: [
      'page: after the pull and after all scans; servers: before the pull and after all scans',
      'Node is this process: resident set, with the measuring itself; Postgres: proportional set',
      `Chromium ${phone.version}, CPU slowed ${CPU_SLOWDOWN}×, 390×844, camera running`,
    ],
    figures: { heapBytes: heap },
  })
  onProgress('Door: a long queue')
  keep(await measureQueue(stack, phone, texts))
}

/** Every scan is of a different ticket and is followed by one reference put in the same page. */
async function scanGuests(
  phone: DoorPhone,
  texts: readonly string[],
  onProgress: (line: string) => void,
): Promise<{ scans: ScanTimes[]; puts: Put[] }> {
  const scans: ScanTimes[] = []
  const puts: Put[] = []
  const step = Math.floor(texts.length / (SCANS + WARM_UP_SCANS))
  for (let index = 0; index < SCANS + WARM_UP_SCANS; index += 1) {
    if (index % 50 === 0) onProgress(`Door: scan ${index} of ${SCANS + WARM_UP_SCANS}`)
    const scan = await phone.scan(texts[index * step] ?? '')
    if (scan.verdict !== 'admit') throw new Error(`Expected admit, the door said ${scan.verdict}.`)
    await pause()
    const put = await phone.rawPut(`scan-${index}`)
    await pause()
    if (index < WARM_UP_SCANS) continue
    scans.push(scan)
    puts.push(put)
  }
  return { scans, puts }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
