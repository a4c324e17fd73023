// Where the last green can be taken back: above the dock, or at the bottom of the green itself.
import { hear } from '@maguey/ui/hear.ts'
import { useStore } from 'zustand'
import { UndoChip } from '#features/scan/undo-chip.tsx'
import { theDoor } from './door.ts'

export function DoorUndo() {
  const door = theDoor()
  const offer = useStore(door.undos.store, ({ offers }) => offers.at(-1))
  const shown = useStore(door.shown.store, (state) => state.shown)
  // Whatever else is on the screen has buttons of its own there.
  const isGreen =
    shown?.kind === 'let_in' || (shown?.kind === 'verdict' && shown.scanId === offer?.scanId)
  if (!offer || (shown && !isGreen)) return null
  return (
    <div
      className={`pointer-events-none fixed inset-x-0 z-61 flex justify-center px-4 ${shown ? 'bottom-[max(1.25rem,env(safe-area-inset-bottom))]' : 'bottom-[calc(max(1rem,env(safe-area-inset-bottom))+7.5rem)] flat:bottom-24'}`}
    >
      <UndoChip offer={offer} onUndo={() => hear(door.undo())} />
    </div>
  )
}
