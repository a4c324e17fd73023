// A typeface as esbuild's `binary` loader gives it.
declare module '*.ttf' {
  const bytes: Uint8Array
  // biome-ignore lint/style/noDefaultExport: the loader's modules have only a default
  export default bytes
}
