// The door's remaining actions, as large rows.
import {
  ChevronRight,
  DoorOpen,
  Gauge,
  History,
  ListChecks,
  type LucideIcon,
  NotebookPen,
  Settings,
  Ticket,
  UserRoundX,
  Wallet,
} from 'lucide-react'
import { m } from '#messages'
import { theDoor } from './door.ts'
import { unsentOf } from './door-facts.ts'
import { useSnapshot } from './use-door.ts'
import { Wordmark } from './wordmark.tsx'

export type DoorSheet =
  | 'type'
  | 'find'
  | 'menu'
  | 'history'
  | 'ready'
  | 'settings'
  | 'gate'
  | 'incident'
  | 'overrule'
  | 'refuse'
  | 'sell'
  | 'drawer'

export function DoorMenu({ onOpen }: { onOpen: (sheet: DoorSheet) => void }) {
  const snapshot = useSnapshot()
  const { gate, event } = snapshot
  const unsent = unsentOf(snapshot)
  return (
    <>
      <Wordmark />
      <ul className="divide-y divide-line">
        {event?.door && (
          <>
            <MenuRow
              icon={Ticket}
              note={m.sell_note()}
              onClick={() => onOpen('sell')}
              title={m.sell_title()}
            />
            <MenuRow
              icon={Wallet}
              note={m.drawer_note()}
              onClick={() => onOpen('drawer')}
              title={m.drawer_title()}
            />
          </>
        )}
        <MenuRow
          icon={UserRoundX}
          note={m.door_menu_refuse_note()}
          onClick={() => onOpen('refuse')}
          title={m.door_menu_refuse()}
        />
        <MenuRow
          icon={ListChecks}
          note={m.door_menu_ready_note()}
          onClick={() => onOpen('ready')}
          title={m.door_menu_ready()}
        />
        <MenuRow
          icon={History}
          note={unsent === 0 ? m.door_all_sent() : m.door_waiting({ count: unsent })}
          onClick={() => onOpen('history')}
          title={m.door_menu_history()}
        />
        <MenuRow
          icon={NotebookPen}
          note={m.incident_note()}
          onClick={() => onOpen('incident')}
          title={m.incident_title()}
        />
        <MenuRow
          icon={DoorOpen}
          note={gate?.name ?? ''}
          onClick={() => onOpen('gate')}
          title={m.door_menu_gate()}
        />
        <MenuRow
          icon={Settings}
          note={m.door_menu_settings_note()}
          onClick={() => onOpen('settings')}
          title={m.door_menu_settings()}
        />
        <MenuRow
          icon={Gauge}
          note={m.door_menu_manager_note()}
          href={theDoor().config.backOfficeUrl}
          title={m.door_menu_manager()}
        />
      </ul>
    </>
  )
}

type MenuRowProps = { icon: LucideIcon; title: string; note: string } & (
  | { onClick: () => void }
  | { href: string }
)

const ROW = 'flex min-h-18 w-full items-center gap-4 py-2 text-left'

/** A button that opens something here, or a link to another address. */
function MenuRow({ icon: Icon, title, note, ...action }: MenuRowProps) {
  const content = (
    <>
      <Icon aria-hidden className="size-7 shrink-0 text-agave" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold text-lg">{title}</span>
        <span className="block text-ink-soft">{note}</span>
      </span>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-soft" />
    </>
  )
  return (
    <li>
      {'href' in action ? (
        <a className={ROW} href={action.href}>
          {content}
        </a>
      ) : (
        <button className={ROW} onClick={action.onClick} type="button">
          {content}
        </button>
      )}
    </li>
  )
}
