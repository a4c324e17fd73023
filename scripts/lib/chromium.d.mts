// Types of chromium.mjs, which is plain JavaScript because it runs before anything is installed.
export const chromiumArgs: () => string[]
export const findChromium: (options?: {
  install?: boolean
  onProgress?: (line: string) => void
}) => string | undefined
