// The fake server is tested under the same contract as the real one.
import { createFakeDoorServer } from './fake-door-server.ts'
import { type ContractDoor, syncNetworkContract } from './sync-network-contract.ts'

const eventId = 'event-1'
const tickets = ['T1', 'T2', 'T3', 'T4']
const door: ContractDoor = {
  ...createFakeDoorServer(eventId, tickets),
  ...{ eventId, tickets, gate: { id: 'gate-1', name: 'Main' }, deviceName: 'Door 1' },
}

syncNetworkContract('the fake server', () => door)
