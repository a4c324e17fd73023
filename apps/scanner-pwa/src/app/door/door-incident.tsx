// Writing down an incident, wired to the door: kept on this phone first, and sent with everything else.

import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { useState } from 'react'
import { type Incident, IncidentForm } from '#features/incident/incident-form.tsx'
import { m } from '#messages'
import { theDoor } from './door.ts'
import { useSnapshot } from './use-door.ts'

export function DoorIncident({ onDone }: { onDone: () => void }) {
  const door = theDoor()
  const { gate } = useSnapshot()
  const [kept, setKept] = useState(false)

  async function keep(incident: Incident): Promise<boolean> {
    const facts = door.facts()
    if (!facts) return false
    const { event, gate: at, offline } = facts
    const place = { eventId: event.id, gateId: at.id, offline }
    return (await door.recordAct(incident, place)).ok
  }

  if (!kept)
    return <IncidentForm gate={gate?.name ?? null} keep={keep} onKept={() => setKept(true)} />
  return (
    <div className="grid gap-4 pt-2" data-testid="incident-kept">
      <Notice title={m.incident_kept()}>{m.incident_kept_body()}</Notice>
      <Button onClick={onDone}>{m.incident_done()}</Button>
    </div>
  )
}
