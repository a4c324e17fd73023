// A camera that films what the test holds up to it: a one-frame y4m that Chromium loops and re-reads.
import { openSync, writeSync } from 'node:fs'
import { PNG } from 'pngjs'

const width = 1280
const height = 720
const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\nFRAME\n`, 'ascii')
const wall = 200
const codeSize = 440

type Picture = { width: number; height: number; lightAt: (x: number, y: number) => number }

const pictureOf = (png: Buffer): Picture => {
  const image = PNG.sync.read(png)
  return {
    width: image.width,
    height: image.height,
    lightAt: (x, y) => image.data[(y * image.width + x) * 4] ?? wall,
  }
}

type Size = { width: number; height: number }

/** Nearest neighbour is enough: a QR module is many pixels wide. */
const drawCentred = (luma: Buffer, picture: Picture, size: Size): void => {
  const left = Math.floor((width - size.width) / 2)
  const top = Math.floor((height - size.height) / 2)
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const sourceX = Math.floor((x * picture.width) / size.width)
      const sourceY = Math.floor((y * picture.height) / size.height)
      luma[(top + y) * width + left + x] = picture.lightAt(sourceX, sourceY)
    }
  }
}

const SQUARE: Size = { width: codeSize, height: codeSize }

const frameOf = (png: Buffer | null, size: Size | 'as it is'): Buffer => {
  const luma = Buffer.alloc(width * height, wall)
  if (png !== null) {
    const picture = pictureOf(png)
    drawCentred(luma, picture, size === 'as it is' ? picture : size)
  }
  return Buffer.concat([header, luma, Buffer.alloc((width * height) / 2, 128)])
}

export type FakeCamera = {
  path: string
  show: (png: Buffer | null) => void
  /** A picture that isn't square, pixel by pixel; it must be smaller than the camera's. */
  showWide: (png: Buffer) => void
}

/** @param path a file only for this test; its size never changes, so Chromium may read while we write. */
export const createFakeCamera = (path: string): FakeCamera => {
  const file = openSync(path, 'w+')
  const write = (frame: Buffer): void => {
    writeSync(file, frame, 0, undefined, 0)
  }
  const show = (png: Buffer | null): void => write(frameOf(png, SQUARE))
  show(null)
  return { path, show, showWide: (png) => write(frameOf(png, 'as it is')) }
}
