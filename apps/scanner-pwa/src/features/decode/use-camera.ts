// Keeps a camera open while a screen shows it, and releases it when the phone is put away.
import { hear } from '@maguey/ui/hear.ts'
import { useCallback, useEffect, useState } from 'react'
import { type Camera, type CameraProblem, openCamera } from './camera.ts'

export type CameraState =
  | { status: 'starting' }
  | { status: 'live'; camera: Camera }
  | { status: 'problem'; problem: CameraProblem }

const STARTING: CameraState = { status: 'starting' }

/** `retry` reopens the camera, after a permission was changed or another app released it. */
export function useCamera(deviceId: string | null): { state: CameraState; retry: () => void } {
  const [state, setState] = useState<CameraState>(STARTING)
  const [attempt, setAttempt] = useState(0)
  const visible = usePageVisible()
  const retry = useCallback(() => setAttempt((count) => count + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt reopens the camera
  useEffect(() => {
    if (!visible) return
    let left = false
    let opened: Camera | undefined
    setState(STARTING)
    const open = async () => {
      const result = await openCamera(deviceId)
      if (!result.ok) {
        if (!left) setState({ status: 'problem', problem: result.problem })
        return
      }
      opened = result.camera
      if (left) return opened.close()
      opened.onLost(retry)
      setState({ status: 'live', camera: opened })
    }
    hear(open())
    return () => {
      left = true
      opened?.close()
    }
  }, [deviceId, attempt, visible, retry])

  return { state, retry }
}

function usePageVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const update = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', update)
    return () => document.removeEventListener('visibilitychange', update)
  }, [])
  return visible
}
