// The PDF's typefaces where there is no disk: esbuild puts the files' bytes into the bundle.
import bold from '../../assets/fonts/instrument-sans-bold.ttf'
import regular from '../../assets/fonts/instrument-sans-regular.ttf'
import fallback from '../../assets/fonts/noto-sans-regular.ttf'
import type { FontFiles } from './font-files.ts'

export async function readFonts(): Promise<FontFiles> {
  return { regular, bold, fallback }
}
