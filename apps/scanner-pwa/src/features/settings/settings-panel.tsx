// The phone's few settings: sound, vibration, language and camera; and installing or updating the app.

import { Button } from '@maguey/ui/button.tsx'
import { updateStore } from '@maguey/ui/device/app-update.ts'
import { SwitchRow } from '@maguey/ui/switch-row.tsx'
import { Download, Languages, RefreshCw, Vibrate, Volume2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { Settings } from '#db/rows.ts'
import { m } from '#messages'
import { allLocales, currentLocale, LANGUAGE_NAMES, switchLocale } from '#shared/locale.ts'
import { installStore, isInstalled, isIos } from '#shared/platform/install-prompt.ts'
import { CameraChoice } from './camera-choice.tsx'
import { SegmentedChoice } from './segmented-choice.tsx'

type SettingsPanelProps = {
  settings: Settings
  onChange: (settings: Settings) => void
  cameras: readonly { deviceId: string; label: string }[]
  phone: { name: string; version: string }
}

const ICON = 'size-6 text-ink-soft'

export function SettingsPanel({ settings, onChange, cameras, phone }: SettingsPanelProps) {
  return (
    <div className="flex flex-col gap-2 pt-2">
      <SwitchRow
        checked={settings.sound}
        icon={<Volume2 aria-hidden className={ICON} />}
        label={m.door_settings_sound()}
        onChange={(sound) => onChange({ ...settings, sound })}
      />
      <SwitchRow
        checked={settings.vibration}
        icon={<Vibrate aria-hidden className={ICON} />}
        label={m.door_settings_vibration()}
        onChange={(vibration) => onChange({ ...settings, vibration })}
      />
      <div className="flex min-h-14 items-center gap-3 py-2">
        <Languages aria-hidden className={ICON} />
        <span className="flex-1 font-semibold">{m.common_language()}</span>
        <SegmentedChoice
          label={m.common_language()}
          onChange={switchLocale}
          options={allLocales.map((locale) => ({ id: locale, title: LANGUAGE_NAMES[locale] }))}
          value={currentLocale()}
        />
      </div>
      {cameras.length > 1 && (
        <CameraChoice
          cameraId={settings.cameraId}
          cameras={cameras}
          onChange={(cameraId) => onChange({ ...settings, cameraId })}
        />
      )}
      <InstallHint />
      <UpdateOffer />
      <p className="pt-3 text-center text-ink-soft text-sm">{m.door_settings_phone(phone)}</p>
    </div>
  )
}

function InstallHint() {
  const { offer } = useStore(installStore)
  if (isInstalled()) return null
  if (offer) {
    return (
      <Button
        icon={<Download aria-hidden className="size-5" />}
        look="secondary"
        onClick={() => offer()}
      >
        {m.door_settings_install()}
      </Button>
    )
  }
  return isIos() ? <p className="text-ink-soft">{m.door_settings_install_ios()}</p> : null
}

function UpdateOffer() {
  const { apply } = useStore(updateStore)
  if (!apply) return null
  return (
    <div className="mt-2 rounded-control border border-line bg-raised p-4">
      <p className="mb-3 text-ink-soft">{m.door_settings_update_note()}</p>
      <Button icon={<RefreshCw aria-hidden className="size-5" />} look="secondary" onClick={apply}>
        {m.door_settings_update()}
      </Button>
    </div>
  )
}
