// The calls that a manager makes about nights.
import { callSql, type SqlCaller } from '@maguey/wire/call'
import { cancellationFailures, retryCancellation } from '@maguey/wire/cancelled-refunds'
import { type NightDefaults, readNightDefaults } from '@maguey/wire/club'
import {
  type DoorPrice,
  type DoorSales,
  readDoorSales,
  saveDoorSales,
  takeBackStock,
} from '@maguey/wire/door-sales'
import type { Answer } from '@maguey/wire/failure'
import {
  duplicateNight,
  type ListedNight,
  type ManagedNight,
  managerNight,
  managerNights,
  type NightEdit,
  type SavedNight,
  saveNight,
  setNightState,
} from '@maguey/wire/nights'
import { type Cancellation, cancelEvent, cancellationProgress } from '@maguey/wire/order-desk'
import { type WaitingFigures, waitingFigures } from '@maguey/wire/waiting-list'

export type FailedRefund = {
  order_id: string
  customer_name: string | null
  customer_email: string
  amount: string
  currency: string
}

export type NightsApi = {
  list: () => Promise<Answer<ListedNight[]>>
  read: (id: string) => Promise<Answer<ManagedNight>>
  defaults: () => Promise<Answer<NightDefaults>>
  save: (edit: NightEdit) => Promise<Answer<SavedNight>>
  duplicate: (id: string, newId: string) => Promise<Answer<ManagedNight>>
  setState: (id: string, state: 'draft' | 'published' | 'paused') => Promise<Answer<ManagedNight>>
  cancel: (id: string, reason: string) => Promise<Answer<Cancellation>>
  progress: (id: string) => Promise<Answer<Cancellation | null>>
  failures: (id: string) => Promise<Answer<FailedRefund[]>>
  retry: (id: string) => Promise<Answer<{ asked: number }>>
  waiting: (id: string) => Promise<Answer<WaitingFigures>>
  doorSales: (id: string) => Promise<Answer<DoorSales>>
  saveDoorSales: (id: string, types: readonly DoorPrice[]) => Promise<Answer<DoorSales>>
  takeBackStock: (id: string) => Promise<Answer<DoorSales>>
}

export function createNightsApi(client: SqlCaller): NightsApi {
  return {
    list: () => callSql(client, managerNights, undefined),
    read: (id) => callSql(client, managerNight, id),
    defaults: () => callSql(client, readNightDefaults, undefined),
    save: (edit) => callSql(client, saveNight, edit),
    duplicate: (eventId, newId) => callSql(client, duplicateNight, { eventId, newId }),
    setState: (eventId, state) => callSql(client, setNightState, { eventId, state }),
    cancel: (eventId, reason) => callSql(client, cancelEvent, { eventId, reason }),
    progress: (id) => callSql(client, cancellationProgress, id),
    failures: (id) => callSql(client, cancellationFailures, id),
    retry: (id) => callSql(client, retryCancellation, id),
    waiting: (id) => callSql(client, waitingFigures, id),
    doorSales: (id) => callSql(client, readDoorSales, id),
    saveDoorSales: (eventId, types) => callSql(client, saveDoorSales, { eventId, types }),
    takeBackStock: (id) => callSql(client, takeBackStock, id),
  }
}
