// The door with 100,000 tickets: the first pull, then from decoded text to painted verdict, a guest found by name, and
// the app opened again without a network, in a slowed-down Chromium.
import { createPairing } from '@maguey/local-stack/cli/create-pairing'
import { loadSecrets } from '@maguey/local-stack/database/secrets'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { createBenchNight } from './bench-night.ts'
import { type DoorPhone, openDoorPhone, type ScanTimes } from './door-phone.ts'
import { megabytes, ms, percentile, seconds, type Table } from './figures.ts'
import { issueTickets } from './issue-tickets.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import { nodeMemory, postgresMemory } from './memory.ts'

const TICKETS = 100_000
const CPU_SLOWDOWN = 4
const SCANS = 150
const WARM_UP_SCANS = 10
/** Guests do not come back to back, and the background sync gets its turn, as at a real door. */
const PAUSE_MS = 150

type Put = { readonly storedMs: number; readonly paintedMs: number }

export async function measure(onProgress: (line: string) => void): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const stack = await startStack({ dataDir: folder.path, seed: false, onProgress })
  try {
    onProgress(`Door: issuing ${TICKETS.toLocaleString('en')} tickets`)
    const texts = await openNight(stack, folder.path)
    const phone = await openDoorPhone(CPU_SLOWDOWN)
    try {
      return await measurePhone(stack, phone, texts, onProgress)
    } finally {
      await phone.close()
    }
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

async function measurePhone(
  stack: Stack,
  phone: DoorPhone,
  texts: readonly string[],
  onProgress: (line: string) => void,
): Promise<Table[]> {
  const memoryBefore = { node: nodeMemory(), postgres: await postgresMemory(stack.sql) }
  const pairing = await createPairing(stack)
  if (pairing === null) throw new Error('No night is on to pair a phone for.')
  onProgress('Door: first pull')
  const pull = await phone.pair(pairing.link)
  // As many rows a transaction as the app has a page, so that the reference commits as often.
  const pageRows = Math.ceil(TICKETS / pull.requests)
  const rawRows = { pageRows, ...(await phone.rawPutRows(pageRows)) }
  const heapAfterPull = await phone.heap()
  const { scans, puts } = await scanGuests(phone, texts, onProgress)
  onProgress('Door: guests by name')
  const found = [await phone.findGuest('oscar nguyen'), await phone.findGuest('zoe kim')]
  onProgress('Door: opened again without a network')
  const reopened = await phone.reopenOffline(pairing.link, texts[1] ?? '')
  const memory: Table = {
    title: 'Memory',
    columns: ['', 'before', 'after'],
    rows: [
      ['page, JS heap after collection', megabytes(heapAfterPull), megabytes(await phone.heap())],
      ['Node: API, functions, stand-ins', megabytes(memoryBefore.node), megabytes(nodeMemory())],
      ['Postgres', megabytes(memoryBefore.postgres), megabytes(await postgresMemory(stack.sql))],
    ],
    notes: [
      'page: after the pull and after all scans; servers: before the pull and after all scans',
      'Node is this process: resident set, with the measuring itself; Postgres: proportional set',
      `Chromium ${phone.version}, CPU slowed ${CPU_SLOWDOWN}×, 390×844, camera running`,
    ],
  }
  return [
    describePull(pull, rawRows),
    describeScans(scans, puts),
    describeRest(found, reopened),
    memory,
  ]
}

/** Every scan is of another ticket, and followed by one reference put in the same page. */
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

function describePull(
  pull: { tookMs: number; requests: number },
  raw: { count: number; tookMs: number; pageRows: number },
): Table {
  const rate = (tookMs: number) =>
    `${Math.round(raw.count / (tookMs / 1000)).toLocaleString('en')}/s`
  return {
    title: `First pull of ${raw.count.toLocaleString('en')} tickets into an empty phone`,
    columns: ['', 'time', 'tickets'],
    rows: [
      ['pull: request, parse, mirror, segments', seconds(pull.tookMs), rate(pull.tookMs)],
      ['reference: raw IndexedDB put of the same rows', seconds(raw.tookMs), rate(raw.tookMs)],
    ],
    notes: [
      `${pull.requests} requests, from the first one sent to the list complete in the phone's database`,
      `reference in the same page: ${raw.pageRows.toLocaleString('en')} rows a transaction, durability strict, no network`,
    ],
    figures: { pullMs: pull.tookMs, referenceMs: raw.tookMs, tickets: raw.count },
  }
}

/** The app waits so long for the next letter before it searches. */
const TYPING_PAUSE_MS = 120

function describeRest(
  found: readonly number[],
  reopened: { verdict: string; tookMs: number },
): Table {
  const searched = found.map((tookMs) => tookMs - TYPING_PAUSE_MS)
  return {
    title: 'Found by name, and opened again',
    columns: ['', 'time'],
    rows: [
      ['first search: names made searchable, then found', ms(searched[0] ?? Number.NaN)],
      ['next search', ms(searched[1] ?? Number.NaN)],
      [`opened without a network to a painted verdict (${reopened.verdict})`, ms(reopened.tookMs)],
    ],
    notes: [
      'search: from the last letter to the guest on the screen, less the pause for typing',
      'aims: search ≤ 50 ms; opened again ≤ 1.5 s; heap of the page ≤ 100 MB',
    ],
    figures: {
      firstSearchMs: searched[0] ?? Number.NaN,
      searchMs: searched[1] ?? Number.NaN,
      reopenedMs: reopened.tookMs,
    },
  }
}

function describeScans(scans: readonly ScanTimes[], puts: readonly Put[]): Table {
  const row = (name: string, values: readonly number[]) => [
    name,
    String(values.length),
    ...[0.5, 0.95, 1].map((share) => ms(percentile(values, share))),
  ]
  return {
    title: 'Decoded text to painted verdict',
    columns: ['', 'n', 'median', 'p95', 'worst'],
    rows: [
      row(
        'verdict painted (second frame after it came)',
        scans.map((scan) => scan.paintedMs),
      ),
      row(
        'verdict in the document',
        scans.map((scan) => scan.shownMs),
      ),
      row(
        'reference: raw put, strict, then two frames',
        puts.map((put) => put.paintedMs),
      ),
      row(
        'reference: raw put, strict',
        puts.map((put) => put.storedMs),
      ),
    ],
    notes: [
      'text typed as a keyboard-wedge scanner types it, timed from its Enter; all are first entries (admit)',
      'includes the Ed25519 check, the look-up, and the scan flushed to the disk before it is shown',
      'aim: the painted verdict, median and p95, ≤ 1.25 × the reference with its two frames',
    ],
    figures: {
      timesReferenceMedian:
        percentile(
          scans.map((scan) => scan.paintedMs),
          0.5,
        ) /
        percentile(
          puts.map((put) => put.paintedMs),
          0.5,
        ),
      timesReferenceP95:
        percentile(
          scans.map((scan) => scan.paintedMs),
          0.95,
        ) /
        percentile(
          puts.map((put) => put.paintedMs),
          0.95,
        ),
      paintedMedianMs: percentile(
        scans.map((scan) => scan.paintedMs),
        0.5,
      ),
      paintedP95Ms: percentile(
        scans.map((scan) => scan.paintedMs),
        0.95,
      ),
    },
  }
}
