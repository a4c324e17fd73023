// The camera in a frame, for scanning the manager's pairing QR.

import { CameraView } from '#features/decode/camera-view.tsx'
import { useCamera } from '#features/decode/use-camera.ts'
import { pairingCodeFrom } from '#features/pair/pairing-code.ts'
import { useSnapshot } from './use-door.ts'

export function PairCamera({ onText }: { onText: (text: string) => void }) {
  const { settings } = useSnapshot()
  const camera = useCamera(settings.cameraId)
  // A pairing code takes precedence over any other code in view.
  const readCodes = (texts: readonly string[]) => {
    const text = texts.find((each) => pairingCodeFrom(each) !== null) ?? texts[0]
    if (text !== undefined) onText(text)
  }
  return (
    <div className="relative min-h-80 overflow-hidden rounded-card border border-line [&>div]:pb-0">
      <CameraView onRetry={camera.retry} onCodes={readCodes} state={camera.state} />
    </div>
  )
}
