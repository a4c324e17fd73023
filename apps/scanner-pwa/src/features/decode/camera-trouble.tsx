// No picture: what is wrong, in plain words for whoever holds the phone, and what still works.

import { Button } from '@maguey/ui/button.tsx'
import { CameraOff, RotateCw } from 'lucide-react'
import { m } from '#messages'
import type { CameraProblem } from './camera.ts'

type CameraTroubleProps = { problem: CameraProblem; onRetry: () => void }

const WORDS: Record<CameraProblem, { title: () => string; body: () => string }> = {
  denied: { title: m.door_camera_denied_title, body: m.door_camera_denied_body },
  none: { title: m.door_camera_none_title, body: m.door_camera_none_body },
  busy: { title: m.door_camera_busy_title, body: m.door_camera_busy_body },
  insecure: { title: m.door_camera_insecure_title, body: m.door_camera_insecure_body },
}

export function CameraTrouble({ problem, onRetry }: CameraTroubleProps) {
  const words = WORDS[problem]
  return (
    <div
      className="absolute inset-0 grid place-items-center bg-night px-8 pb-40"
      data-camera-problem={problem}
    >
      <div className="max-w-sm text-center">
        <CameraOff aria-hidden className="mx-auto size-14 text-verdict-amber" strokeWidth={1.5} />
        <h1 className="mt-5 font-bold text-2xl">{words.title()}</h1>
        <p className="mt-2 text-ink-soft text-lg">{words.body()}</p>
        {problem !== 'insecure' && (
          <Button
            className="mt-6"
            icon={<RotateCw aria-hidden className="size-5" />}
            look="secondary"
            onClick={onRetry}
          >
            {m.common_retry()}
          </Button>
        )}
      </div>
    </div>
  )
}
