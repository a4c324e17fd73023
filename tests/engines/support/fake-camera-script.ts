// Runs before the app: a camera whose picture is a canvas. `magueyCamera(rows)` holds a code of '0' and '1' before it, null takes it away.
export const FAKE_CAMERA = `
{
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 720
  const brush = canvas.getContext('2d')
  let rows = null
  let tick = 0
  const draw = () => {
    brush.fillStyle = '#c8c8c8'
    brush.fillRect(0, 0, 1280, 720)
    // A canvas stream delivers frames only when the canvas changes.
    brush.fillStyle = tick++ % 2 ? '#c9c9c9' : '#c7c7c7'
    brush.fillRect(0, 0, 8, 8)
    if (!rows) return
    const side = 480 / (rows.length + 8)
    brush.fillStyle = '#fff'
    brush.fillRect(400, 120, 480, 480)
    brush.fillStyle = '#000'
    rows.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] === '1') brush.fillRect(400 + (x + 4) * side, 120 + (y + 4) * side, side + 0.5, side + 0.5)
      }
    })
  }
  draw()
  setInterval(draw, 50)
  globalThis.magueyCamera = (next) => { rows = next }
  const open = async () => canvas.captureStream(20)
  // On the prototype: WebKit collects navigator.mediaDevices between two uses, and anything set on it is lost.
  const devices = globalThis.MediaDevices?.prototype ?? {}
  if (!navigator.mediaDevices) Object.defineProperty(navigator, 'mediaDevices', { value: devices })
  devices.getUserMedia = open
}
`
