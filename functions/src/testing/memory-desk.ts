// The staff's desk in memory, for unit tests: it keeps what it was asked.
import type { DoorPhone } from '../ports/door-phone.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { success } from '../problem.ts'
import { exampleRecord } from './example-record.ts'
import { exampleReceipts } from './examples.ts'

export class MemoryDesk {
  readonly asked: { accessToken: string; name: string; argument: unknown }[] = []
  /** The order that a comp is held in. */
  compOrderId = '00000000-0000-4000-8000-000000000c01'

  /** The part of the balance to read, in seconds; null: it was read a moment ago. */
  balanceSpan: { from: number; until: number } | null = null

  /** What a door phone still wants for its stock. */
  stockWanted = [{ ticket_type_id: 'type-ga', code: 'GA', quantity: 2 }]

  readonly openPhone = (accessToken: string): DoorPhone => ({
    readStock: async (argument) => {
      this.asked.push({ accessToken, name: 'readStock', argument })
      const night = { device_id: 'device-1', code: 'PF', day: '20261127' }
      return success({ ...night, tickets: [], wanted: this.stockWanted })
    },
  })

  readonly open = (accessToken: string): StaffDesk => {
    const note = (name: string, argument: unknown) =>
      this.asked.push({ accessToken, name, argument })
    return {
      readFirstSteps: async () => {
        note('readFirstSteps', undefined)
        return success({ named: true, night: true, phone: false, purchase: false })
      },
      correctOrder: async (wish) => {
        note('correctOrder', wish)
        return success({ link_version: wish.link_version + 1 })
      },
      readTicketToReissue: async (ticketId) => {
        note('readTicketToReissue', ticketId)
        return success({ code: 'PF', day: '20261127', type_code: 'VIP' })
      },
      reissueTicket: async (wish) => {
        note('reissueTicket', wish)
        return success({ ticket_id: wish.ticket.ticket_id, order_id: 'order-1' })
      },
      holdComp: async (wish) => {
        note('holdComp', wish)
        const order_id = this.compOrderId
        return success({ order_id, number: 'MGY-7K3QXM', currency: 'usd', completed: false })
      },
      readReceipts: async (orderId) => {
        note('readReceipts', orderId)
        return success(exampleReceipts)
      },
      sealNight: async (eventId) => {
        note('sealNight', eventId)
        return success({ record_id: exampleRecord.content.id })
      },
      correctRecord: async (wish) => {
        note('correctRecord', wish)
        return success({ record_id: wish.id })
      },
      readSealedRecord: async (recordId) => {
        note('readSealedRecord', recordId)
        return success(exampleRecord)
      },
      askForBalance: async () => {
        note('askForBalance', null)
        return success(this.balanceSpan)
      },
    }
  }
}
