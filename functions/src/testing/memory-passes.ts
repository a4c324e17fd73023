// The part of the database in memory that knows which passes are due to be told, and which devices hold them.
import type { AppleJob, FinishedPass, GoogleJob } from '@maguey/wire/pass-updates'
import { failure, success } from '../problem.ts'
import { exampleEvent, exampleTicket } from './examples.ts'
import { MemoryStock } from './memory-stock.ts'

const CHANGED_AT = '2026-11-20T12:00:00+00:00'

export class MemoryPasses extends MemoryStock {
  readonly googlePasses: GoogleJob[] = []
  readonly applePasses: AppleJob[] = []
  readonly finishedPasses: FinishedPass[] = []
  readonly forgottenTokens: string[] = []
  /** By device and ticket. */
  readonly devices = new Map<string, string>()

  handOutPass = async ({ ticketId }: { ticketId: string }) => success(shown(ticketId))
  claimGooglePasses = async ({ limit }: { limit: number }) =>
    success(this.googlePasses.splice(0, limit))
  claimApplePasses = async ({ limit }: { limit: number }) =>
    success(this.applePasses.splice(0, limit))

  finishPasses = async (passes: FinishedPass[]) => {
    this.finishedPasses.push(...passes)
    return success(passes.length)
  }
  forgetPushTokens = async (tokens: string[]) => {
    this.forgottenTokens.push(...tokens)
    return success(tokens.length)
  }

  readApplePass = async (ticketId: string) =>
    ticketId === exampleTicket(1).ticket_id
      ? success({ ...shown(ticketId), changed_at: CHANGED_AT })
      : failure('not_found')

  registerPass = async (held: { deviceId: string; ticketId: string; pushToken: string }) => {
    const name = `${held.deviceId} ${held.ticketId}`
    const added = !this.devices.has(name)
    this.devices.set(name, held.pushToken)
    return success({ added })
  }
  unregisterPass = async ({ deviceId, ticketId }: { deviceId: string; ticketId: string }) =>
    success(this.devices.delete(`${deviceId} ${ticketId}`))
  listPassesOfDevice = async ({ deviceId }: { deviceId: string }) => {
    const held = [...this.devices.keys()].filter((name) => name.startsWith(`${deviceId} `))
    return success({ tag: 'epoch.1', ticket_ids: held.map((name) => name.split(' ')[1] ?? '') })
  }
  sweepPassRegistrations = async () => success(0)
}

const shown = (ticketId: string) => ({
  event: exampleEvent,
  order: { number: 'MGY-7K3QXM', locale: 'en' as const },
  ticket: { ...exampleTicket(1), ticket_id: ticketId },
})
