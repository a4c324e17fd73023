// What people, banks, time and bad luck do in a history, one thing after another as the seed decides.
import { buy, cancel, pay, payPartlyReturned, payUnheard, returnPage } from './acts-of-customers.ts'
import {
  closeDispute,
  dispute,
  refundByDashboard,
  settleDelayed,
  settleRefund,
  strayPayment,
} from './acts-of-money.ts'
import { carryStock, hearDoor, sellAtDoor, takeStockBack, undoSale } from './acts-of-the-door.ts'
import { cancelNight, refundByManager, scan } from './acts-of-the-house.ts'
import { acceptTicket, offerTicket, scanOldCode, takeBackTicket } from './acts-of-transfers.ts'
import {
  buyOffer,
  joinWaiting,
  leaveWaiting,
  returnTicket,
  takeBackReturn,
} from './acts-of-waiting.ts'
import type { Story } from './plot.ts'
import type { World } from './world.ts'

type Act = (world: World, story: Story) => Promise<unknown> | unknown

/** Each starts something new; its calls to the functions are carried out later, one by one. */
const ACTS: Readonly<Record<string, { weight: number; act: Act }>> = {
  buy: { weight: 12, act: buy },
  pay: { weight: 12, act: pay },
  payUnheard: { weight: 0.8, act: payAndWait },
  payPartlyReturned: { weight: 0.6, act: payPartlyReturned },
  returnPage: { weight: 6, act: returnPage },
  cancel: { weight: 3, act: cancel },
  deliver: { weight: 16, act: deliver },
  dropDelivery: { weight: 2, act: dropDelivery },
  work: { weight: 5, act: (world) => world.work() },
  settleDelayed: { weight: 3, act: settleDelayed },
  refundByDashboard: { weight: 3, act: refundByDashboard },
  refundByManager: { weight: 2, act: refundByManager },
  settleRefund: { weight: 3, act: settleRefund },
  dispute: { weight: 2.5, act: dispute },
  closeDispute: { weight: 3, act: closeDispute },
  strayPayment: { weight: 0.7, act: strayPayment },
  cancelNight: { weight: 0.8, act: cancelNight },
  scan: { weight: 3, act: scan },
  offerTicket: { weight: 5, act: offerTicket },
  acceptTicket: { weight: 8, act: acceptTicket },
  takeBackTicket: { weight: 1, act: takeBackTicket },
  scanOldCode: { weight: 0.5, act: scanOldCode },
  joinWaiting: { weight: 6, act: joinWaiting },
  buyOffer: { weight: 5, act: buyOffer },
  leaveWaiting: { weight: 0.7, act: leaveWaiting },
  returnTicket: { weight: 3, act: returnTicket },
  takeBackReturn: { weight: 0.6, act: takeBackReturn },
  carryStock: { weight: 1.5, act: carryStock },
  sellAtDoor: { weight: 2.5, act: sellAtDoor },
  undoSale: { weight: 0.8, act: undoSale },
  hearDoor: { weight: 2.5, act: hearDoor },
  takeStockBack: { weight: 0.4, act: takeStockBack },
  kill: { weight: 2, act: (world) => world.killProcess() },
  moment: { weight: 5, act: (world) => world.advance(world.random.between(1, 90) * 1000) },
  while: { weight: 3, act: (world) => wait(world, world.random.between(3, 50) * 60_000) },
  day: { weight: 0.5, act: (world) => wait(world, world.random.between(6, 30) * 3_600_000) },
  weather: { weight: 3, act: changeWeather },
}

const USUAL = Object.fromEntries(
  Object.entries(ACTS).map(([name, { weight }]) => [name, weight]),
) as Record<string, number>

const CROWDED = {
  ...USUAL,
  ...{ buy: 18, work: 9, joinWaiting: 14, buyOffer: 18, returnTicket: 14, cancelNight: 0.1 },
  ...{ refundByManager: 0.5, refundByDashboard: 0.7, dispute: 0.6 },
}

/** At most this many requests are in progress at once. */
const AT_ONCE = 4

export async function tell(world: World, story: Story, moves: number): Promise<void> {
  const { random, network } = world
  for (let move = 0; move < moves; move += 1) {
    const begin = network.running() === 0 || (network.running() < AT_ONCE && random.chance(0.35))
    if (!begin) {
      await network.step()
      continue
    }
    await ACTS[random.weighted(story.crowded ? CROWDED : USUAL)]?.act(world, story)
    await network.settle()
  }
}

/** No request lasts for minutes: those in progress finish first, or die with their process. */
async function wait(world: World, ms: number): Promise<void> {
  if (world.random.chance(0.2)) world.killProcess()
  await world.network.drain()
  await world.advance(ms)
}

/** A payment of which no word arrives, and nobody asks until its hold is long over. */
async function payAndWait(world: World, story: Story): Promise<void> {
  if (await payUnheard(world, story)) await wait(world, world.random.between(34, 90) * 60_000)
}

/** Any pending delivery, so that later ones overtake; sometimes it is delivered twice. */
function deliver(world: World): void {
  const { deliveries, random } = world
  if (deliveries.length === 0) return
  const delivery = random.pick(deliveries)
  if (!random.chance(0.1)) deliveries.splice(deliveries.indexOf(delivery), 1)
  world.deliver(delivery)
}

/** Lost for good: only polling can recover it. */
function dropDelivery(world: World): void {
  const { deliveries, random } = world
  if (deliveries.length === 0) return
  const dropped = random.pick(deliveries)
  deliveries.splice(deliveries.indexOf(dropped), 1)
  world.note(`drop ${dropped.event.type}`)
}

function changeWeather(world: World): void {
  const { faults, random } = world
  const name = random.pick(['payments', 'mail', 'database'] as const)
  faults[name] = !faults[name] && random.chance(0.6)
  world.note(`${name} ${faults[name] ? 'trouble' : 'well'}`)
}
