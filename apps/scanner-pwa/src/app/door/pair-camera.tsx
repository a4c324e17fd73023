// The camera in a frame, for the manager's pairing QR.

import { CameraView } from '#features/decode/camera-view.tsx'
import { useCamera } from '#features/decode/use-camera.ts'
import { useSnapshot } from './use-door.ts'

export function PairCamera({ onText }: { onText: (text: string) => void }) {
  const { settings } = useSnapshot()
  const camera = useCamera(settings.cameraId)
  return (
    <div className="relative min-h-80 overflow-hidden rounded-card border border-line [&>div]:pb-0">
      <CameraView onRetry={camera.retry} onText={onText} state={camera.state} />
    </div>
  )
}
