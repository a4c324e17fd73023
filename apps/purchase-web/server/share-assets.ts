// Reads the drawing engine and its typefaces from the disk. build-server.mjs puts share-assets.bundled.ts in this file's place.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

type Bytes = Uint8Array<ArrayBuffer>

export type ShareAssets = { wasm: Bytes; display: Bytes; body: Bytes; fallback: Bytes }

const fonts = new URL('../../../functions/assets/fonts/', import.meta.url)

export async function readShareAssets(): Promise<ShareAssets> {
  const require = createRequire(import.meta.url)
  const face =
    '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2'
  const read = async (path: string | URL): Promise<Bytes> => new Uint8Array(await readFile(path))
  const [wasm, display, body, fallback] = await Promise.all([
    read(require.resolve('@takumi-rs/wasm/takumi_wasm_bg.wasm')),
    read(require.resolve(face)),
    read(new URL('instrument-sans-bold.ttf', fonts)),
    read(new URL('noto-sans-regular.ttf', fonts)),
  ])
  return { wasm, display, body, fallback }
}
