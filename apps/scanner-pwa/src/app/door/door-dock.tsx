// The bottom of the door screen: the hand counter, type, find, light, more; and the direction where guests may come back.
import { hear } from '@maguey/ui/hear.ts'
import {
  Ellipsis,
  Flashlight,
  FlashlightOff,
  IdCard,
  Keyboard,
  Ticket,
  UserSearch,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { writeMeta } from '#db/meta.ts'
import { HandCounter } from '#features/count/hand-counter.tsx'
import type { Camera } from '#features/decode/camera.ts'
import { SegmentedChoice } from '#features/settings/segmented-choice.tsx'
import { m } from '#messages'
import { theDoor } from './door.ts'
import type { DoorSheet } from './door-menu.tsx'
import { useSnapshot } from './use-door.ts'

type DoorDockProps = {
  camera: Camera | undefined
  onOpen: (sheet: DoorSheet) => void
  /** Absent where no ages are checked. */
  onAges: (() => void) | undefined
}

const ICON = 'size-7'

export function DoorDock({ camera, onOpen, onAges }: DoorDockProps) {
  const { event } = useSnapshot()
  return (
    <nav className="bg-linear-to-t from-black/85 via-black/60 to-transparent px-4 pt-10 pb-[max(1rem,env(safe-area-inset-bottom))]">
      <DirectionSwitch />
      <div className="mx-auto flex max-w-md flex-col gap-4 flat:max-w-3xl flat:flex-row flat:items-center">
        <DoorCounter />
        <div className="flex flex-1 flex-wrap justify-around gap-y-3">
          <DockButton
            icon={<Keyboard aria-hidden className={ICON} />}
            label={m.door_type()}
            onClick={() => onOpen('type')}
          />
          <DockButton
            icon={<UserSearch aria-hidden className={ICON} />}
            label={m.door_find()}
            onClick={() => onOpen('find')}
          />
          {event?.door && (
            <DockButton
              icon={<Ticket aria-hidden className={ICON} />}
              label={m.sell_button()}
              onClick={() => onOpen('sell')}
            />
          )}
          {onAges && (
            <DockButton
              icon={<IdCard aria-hidden className={ICON} />}
              label={m.door_age()}
              onClick={onAges}
            />
          )}
          {camera?.setTorch && <TorchButton key={camera.deviceId} setTorch={camera.setTorch} />}
          <DockButton
            icon={<Ellipsis aria-hidden className={ICON} />}
            label={m.door_more()}
            onClick={() => onOpen('menu')}
          />
        </div>
      </div>
    </nav>
  )
}

/** Only once there is a night whose people it counts. */
function DoorCounter() {
  const door = theDoor()
  const { event, gate, handCount } = useSnapshot()
  if (!event || !gate) return null
  return (
    <div className="flat:w-72">
      <HandCounter count={handCount} onCount={(heads) => hear(door.countHead(heads))} />
    </div>
  )
}

type DockButtonProps = {
  icon: ReactNode
  label: string
  onClick: () => void
  pressed?: boolean
  name?: string
}

function DockButton({ icon, label, onClick, pressed, name }: DockButtonProps) {
  const tone = pressed ? 'bg-agave text-on-agave' : 'bg-surface/90 text-ink active:bg-line'
  return (
    <button
      aria-label={name}
      aria-pressed={pressed}
      className="flex min-w-18 flex-col items-center gap-1.5 font-semibold text-sm"
      onClick={onClick}
      type="button"
    >
      <span className={`grid size-15 place-items-center rounded-full ${tone}`}>{icon}</span>
      {label}
    </button>
  )
}

function TorchButton({ setTorch }: { setTorch: NonNullable<Camera['setTorch']> }) {
  const [on, setOn] = useState(false)
  const toggle = async () => {
    if (await setTorch(!on)) setOn(!on)
  }
  const Icon = on ? FlashlightOff : Flashlight
  return (
    <DockButton
      icon={<Icon aria-hidden className={ICON} />}
      label={m.door_light()}
      name={on ? m.door_torch_off() : m.door_torch_on()}
      onClick={() => hear(toggle())}
      pressed={on}
    />
  )
}

/** Shown only where guests may come back: elsewhere there is nothing to choose. */
function DirectionSwitch() {
  const door = theDoor()
  const { event, choice } = useSnapshot()
  if (!event?.reentry || !choice) return null
  return (
    <div className="mb-4 flex justify-center">
      <SegmentedChoice
        label={m.door_direction()}
        onChange={(direction) => hear(writeMeta(door.db, 'choice', { ...choice, direction }))}
        options={[
          { id: 'in', title: m.door_in() },
          { id: 'out', title: m.door_out() },
        ]}
        value={choice.direction}
      />
    </div>
  )
}
