// The door's sheets, one open at a time.

import { Sheet } from '@maguey/ui/sheet.tsx'
import { m } from '#messages'
import type { DoorSheet } from './door-menu.tsx'
import { DoorSheetContent, type DoorSheetContentProps } from './door-sheet-content.tsx'

const TITLES: Record<DoorSheet, () => string> = {
  type: m.door_type_title,
  find: m.door_find_title,
  menu: m.door_menu_title,
  history: m.door_history_title,
  ready: m.door_ready_title,
  settings: m.door_settings_title,
  gate: m.door_choose_title,
  incident: m.incident_title,
  overrule: m.door_overrule_title,
  refuse: m.door_refuse_title,
  sell: m.sell_title,
  drawer: m.drawer_title,
}

type DoorSheetsProps = Omit<DoorSheetContentProps, 'open'> & {
  open: DoorSheet | null
  /** Whether a verdict covers the sheet, and the element of the sheet that it then lies in. */
  over: boolean
  overRef: (element: HTMLElement | null) => void
}

export function DoorSheets({ open, over, overRef, ...rest }: DoorSheetsProps) {
  return (
    <Sheet
      onOpenChange={(isOpen) => !isOpen && rest.onOpen(null)}
      open={open !== null}
      over={over}
      overRef={overRef}
      title={open ? TITLES[open]() : ''}
    >
      {open && <DoorSheetContent open={open} {...rest} />}
    </Sheet>
  )
}
