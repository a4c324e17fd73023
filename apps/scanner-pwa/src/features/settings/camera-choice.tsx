// Which camera to use: the back one by default, or one that was picked.
import { Camera } from 'lucide-react'
import { useId } from 'react'
import { m } from '#messages'

type CameraChoiceProps = {
  cameras: readonly { deviceId: string; label: string }[]
  cameraId: string | null
  onChange: (cameraId: string | null) => void
}

export function CameraChoice({ cameras, cameraId, onChange }: CameraChoiceProps) {
  const id = useId()
  return (
    <div className="flex min-h-14 items-center gap-3 py-2">
      <Camera aria-hidden className="size-6 shrink-0 text-ink-soft" />
      <label className="flex-1 font-semibold" htmlFor={id}>
        {m.door_settings_camera()}
      </label>
      <select
        className="min-h-12 max-w-[55%] rounded-control border border-line-strong bg-night px-3 text-base"
        id={id}
        onChange={(change) => onChange(change.target.value === '' ? null : change.target.value)}
        value={cameraId ?? ''}
      >
        <option value="">{m.door_settings_camera_auto()}</option>
        {cameras.map(({ deviceId, label }, index) => (
          <option key={deviceId} value={deviceId}>
            {label || m.door_settings_camera_nth({ nth: index + 1 })}
          </option>
        ))}
      </select>
    </div>
  )
}
