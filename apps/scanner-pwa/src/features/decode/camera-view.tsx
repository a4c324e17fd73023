// The live picture, edge to edge, with the decoder reading it; or what is wrong with the camera and what to do.
import { useEffect, useRef } from 'react'
import type { Camera } from './camera.ts'
import { CameraTrouble } from './camera-trouble.tsx'
import { runFrameLoop } from './frame-loop.ts'
import type { CameraState } from './use-camera.ts'

type CameraViewProps = {
  state: CameraState
  onRetry: () => void
  onText: (text: string) => Promise<void> | void
  /** Called once when the first frame is on the screen. */
  onLive?: () => void
}

export function CameraView({ state, onRetry, onText, onLive }: CameraViewProps) {
  if (state.status === 'problem') {
    return <CameraTrouble onRetry={onRetry} problem={state.problem} />
  }
  if (state.status === 'starting') return <div className="absolute inset-0 bg-night" />
  return <LivePicture camera={state.camera} onLive={onLive} onText={onText} />
}

type LivePictureProps = {
  camera: Camera
  onText: (text: string) => Promise<void> | void
  onLive: (() => void) | undefined
}

function LivePicture({ camera, onText, onLive }: LivePictureProps) {
  const videoRef = useRef<HTMLVideoElement>(null)
  const handlers = useRef({ onText, onLive })
  handlers.current = { onText, onLive }

  useEffect(() => {
    const video = videoRef.current
    if (!video) return
    video.srcObject = camera.stream
    // Autoplay of a muted inline video is allowed; a rejection means that it was replaced meanwhile.
    video.play().catch(() => {})
    const started = () => handlers.current.onLive?.()
    video.addEventListener('playing', started, { once: true })
    const stopReading = runFrameLoop(video, (text) => handlers.current.onText(text))
    return () => {
      stopReading()
      video.removeEventListener('playing', started)
      video.srcObject = null
    }
  }, [camera])

  return (
    <video
      aria-hidden
      className="absolute inset-0 size-full object-cover"
      data-testid="camera"
      muted
      playsInline
      ref={videoRef}
    />
  )
}
