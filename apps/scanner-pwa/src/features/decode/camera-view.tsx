// The live picture, edge to edge, feeding the decoder; or what is wrong with the camera and what to do.
import { useEffect, useRef } from 'react'
import type { Camera } from './camera.ts'
import { CameraTrouble } from './camera-trouble.tsx'
import { runFrameLoop } from './frame-loop.ts'
import { watchReading } from './reading.ts'
import type { CameraState } from './use-camera.ts'

type CameraViewProps = {
  state: CameraState
  onRetry: () => void
  /** All codes in one frame; empty if there are none. */
  onCodes: (texts: readonly string[]) => Promise<void> | void
  /** While this is given, licences are read instead of tickets. */
  onLicences?: ((texts: readonly string[]) => void) | undefined
  /** Called once when the first frame is on the screen. */
  onLive?: () => void
}

export function CameraView({ state, onRetry, onCodes, onLicences, onLive }: CameraViewProps) {
  if (state.status === 'problem') {
    return <CameraTrouble onRetry={onRetry} problem={state.problem} />
  }
  if (state.status === 'starting') return <div className="absolute inset-0 bg-night" />
  const handlers = { onCodes, onLicences, onLive, onMend: onRetry }
  return <LivePicture camera={state.camera} {...handlers} />
}

type LivePictureProps = {
  camera: Camera
  onCodes: (texts: readonly string[]) => Promise<void> | void
  onLicences: ((texts: readonly string[]) => void) | undefined
  onLive: (() => void) | undefined
  /** The camera runs but no frame of it is decoded: reopens it. */
  onMend: () => void
}

function LivePicture({ camera, ...now }: LivePictureProps) {
  const videoRef = useRef<HTMLVideoElement>(null)
  const handlers = useRef(now)
  handlers.current = now

  useEffect(() => {
    const video = videoRef.current
    if (!video) return
    video.srcObject = camera.stream
    // Autoplay of a muted inline video is allowed; a rejection means that the stream was replaced meanwhile.
    video.play().catch(() => {})
    const started = () => handlers.current.onLive?.()
    video.addEventListener('playing', started, { once: true })
    const watch = watchReading(() => handlers.current.onMend())
    const stopReading = runFrameLoop(video, {
      reads: () => (handlers.current.onLicences ? 'licences' : 'tickets'),
      onFrame: (texts) => {
        watch.noteFrame()
        const { onCodes, onLicences } = handlers.current
        return onLicences ? onLicences(texts) : onCodes(texts)
      },
    })
    return () => {
      stopReading()
      watch.stop()
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
