// The phone's camera: opening it, with every failure as a value.

/** `insecure`: browsers allow camera access only on https pages. */
export type CameraProblem = 'denied' | 'none' | 'busy' | 'insecure'

export type Camera = {
  stream: MediaStream
  deviceId: string | null
  /** Undefined if the camera has no light. Resolves to whether the light obeyed. */
  setTorch: ((on: boolean) => Promise<boolean>) | undefined
  /** Called when the system takes the camera away. */
  onLost: (run: () => void) => void
  close: () => void
}

export type CameraResult = { ok: true; camera: Camera } | { ok: false; problem: CameraProblem }

const PROBLEMS: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'insecure',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  DevicesNotFoundError: 'none',
}

export function cameraProblem(error: unknown): CameraProblem {
  return PROBLEMS[error instanceof Error ? error.name : ''] ?? 'busy'
}

type TorchCapabilities = MediaTrackCapabilities & { torch?: boolean }

function torchOf(track: MediaStreamTrack): Camera['setTorch'] {
  const capabilities: TorchCapabilities = track.getCapabilities?.() ?? {}
  if (!capabilities.torch) return undefined
  return async (on) => {
    try {
      const light: MediaTrackConstraintSet & { torch: boolean } = { torch: on }
      await track.applyConstraints({ advanced: [light] })
      return true
    } catch {
      return false
    }
  }
}

function cameraOf(stream: MediaStream, track: MediaStreamTrack): Camera {
  return {
    stream,
    deviceId: track.getSettings().deviceId ?? null,
    setTorch: torchOf(track),
    onLost: (run) => track.addEventListener('ended', run, { once: true }),
    close: () => {
      for (const each of stream.getTracks()) each.stop()
    },
  }
}

/** `ideal`, never `exact`: a laptop at the door has no back camera, and must still work. */
function constraintsFor(deviceId: string | null): MediaTrackConstraints {
  const which =
    deviceId === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { ideal: deviceId } }
  return { ...which, width: { ideal: 1280 }, height: { ideal: 720 } }
}

/** Opens the given camera, or the back one. Never rejects. */
export async function openCamera(
  deviceId: string | null,
  devices: MediaDevices | undefined = navigator.mediaDevices,
): Promise<CameraResult> {
  if (!devices) return { ok: false, problem: 'insecure' }
  try {
    const stream = await devices.getUserMedia({ video: constraintsFor(deviceId), audio: false })
    const [track] = stream.getVideoTracks()
    return track ? { ok: true, camera: cameraOf(stream, track) } : { ok: false, problem: 'none' }
  } catch (error) {
    return { ok: false, problem: cameraProblem(error) }
  }
}

/** Names are empty until camera access has been granted once. */
export async function listCameras(): Promise<{ deviceId: string; label: string }[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices
      .filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }))
  } catch {
    return []
  }
}
