// The drawing engine and its typefaces where there is no disk: esbuild puts the files' bytes into the bundle.
import display from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2'
import wasm from '@takumi-rs/wasm/takumi_wasm_bg.wasm'
import body from '../../../functions/assets/fonts/instrument-sans-bold.ttf'
import fallback from '../../../functions/assets/fonts/noto-sans-regular.ttf'
import type { ShareAssets } from './share-assets.ts'

export async function readShareAssets(): Promise<ShareAssets> {
  return { wasm, display, body, fallback }
}
