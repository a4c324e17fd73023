// The door's sheets, one open at a time.

import { Sheet } from '@maguey/ui/sheet.tsx'
import { m } from '#messages'
import { DoorSheetContent } from './door-sheet-content.tsx'

export type DoorSheet = 'type' | 'find' | 'menu' | 'history' | 'ready' | 'settings' | 'gate'

const TITLES: Record<DoorSheet, () => string> = {
  type: m.door_type_title,
  find: m.door_find_title,
  menu: m.door_menu_title,
  history: m.door_history_title,
  ready: m.door_ready_title,
  settings: m.door_settings_title,
  gate: m.door_choose_title,
}

export type DoorSheetsProps = {
  open: DoorSheet | null
  onOpen: (sheet: DoorSheet | null) => void
  persistent: boolean | null
}

export function DoorSheets({ open, ...rest }: DoorSheetsProps) {
  return (
    <Sheet
      onOpenChange={(isOpen) => !isOpen && rest.onOpen(null)}
      open={open !== null}
      title={open ? TITLES[open]() : ''}
    >
      {open && <DoorSheetContent open={open} {...rest} />}
    </Sheet>
  )
}
