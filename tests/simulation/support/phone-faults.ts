// What can go wrong with one phone or its line in a simulated night.
import type { SyncTrouble } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Night } from './night.ts'
import { STEPS } from './phone-borders.ts'
import type { Line } from './sim-network.ts'
import { pairSimPhone } from './sim-night.ts'
import type { SimPhone } from './sim-phone.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const CLOCK_JUMPS_MS = [
  ...[-7 * DAY_MS, -HOUR_MS, -90_000, -2_000],
  ...[2_000, 90_000, HOUR_MS, 40 * DAY_MS],
] as const
/** Staff notice a phone that says it has lost everything, and call the manager. */
const LOOKS_EVERY_MS = 5_000

export type PhoneFault = (phone: SimPhone, line: Line) => void | Promise<void>

export function createPhoneFaults(night: Night) {
  const { sql, world, server, tonight, devices } = night
  const { random } = world

  const cut = (phone: SimPhone, line: Line, trouble: SyncTrouble) => {
    const forMs = random.int(2_000, 4 * MINUTE_MS)
    world.note(`${phone.name} is cut for ${forMs}: ${trouble}`)
    line.cut(forMs, trouble)
    world.after(forMs, () => phone.wake())
  }

  const pairAgain = async (phone: SimPhone, line: Line) => {
    world.note(`${phone.name} is paired again`)
    const again = { name: phone.name, atMs: world.nowMs() }
    devices.set(phone.name, await world.outside(pairSimPhone(sql, tonight, random, again)))
    night.revoked.delete(phone.name)
    if (line.isCut()) line.cut(0, 'no_answer')
    await phone.pairAgain()
  }

  const watchForLoss = (phone: SimPhone, line: Line) => {
    world.after(LOOKS_EVERY_MS, () => {
      if (phone.store()?.state.getState().status !== 'lost') return watchForLoss(phone, line)
      world.after(random.int(1_000, MINUTE_MS), () => pairAgain(phone, line))
    })
  }

  const revoke = async (phone: SimPhone, line: Line) => {
    const device = devices.get(phone.name)
    const again = random.chance(0.5)
    const afterMs = random.int(30_000, 2 * MINUTE_MS)
    if (!device || night.revoked.has(phone.name)) return
    const at = new Date(world.nowMs())
    const isDone = await server.change(async (db) => {
      await db`update public.devices set revoked_at = ${at} where id = ${device.deviceId}`
      await db`select internal.return_stock(${tonight.eventId}, ${device.deviceId})`
    })
    if (!isDone) return
    world.note(`${phone.name} is revoked`)
    night.revoked.add(phone.name)
    if (!again) return
    world.after(afterMs, async () => {
      // Pairing starts the app anew, as a crash does: a page whose database is gone is paired once it says so.
      if (!phone.isDiskLost()) await pairAgain(phone, line)
    })
  }

  return {
    crash: (phone) => phone.crash(random.int(500, 40_000)),
    step: (phone) => phone.crashAt(random.pick(STEPS), random.int(500, 40_000)),
    update: (phone) => phone.update(random.int(0, 15_000)),
    sleep: (phone) => {
      const forMs = random.int(1_000, 2 * MINUTE_MS)
      world.note(`${phone.name} sleeps ${forMs}`)
      phone.sleep(forMs)
    },
    clock: (phone) => {
      const byMs = random.pick(CLOCK_JUMPS_MS)
      world.note(`${phone.name} sets its clock by ${byMs}`)
      phone.setClock(byMs)
    },
    cut: (phone, line) => cut(phone, line, 'no_answer'),
    portal: (phone, line) => cut(phone, line, 'stranger'),
    token: (phone, line) => cut(phone, line, 'signed_out'),
    disk: (phone) => phone.fillDisk(random.int(1, 3)),
    lost: (phone, line) => {
      if (phone.loseDisk()) watchForLoss(phone, line)
    },
    revoke,
  } satisfies Record<string, PhoneFault>
}
