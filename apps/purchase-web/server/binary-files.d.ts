// What esbuild's binary loader makes of these files.
declare module '*.ttf' {
  const bytes: Uint8Array<ArrayBuffer>
  // biome-ignore lint/style/noDefaultExport: the loader's modules have only a default
  export default bytes
}
declare module '*.woff2' {
  const bytes: Uint8Array<ArrayBuffer>
  // biome-ignore lint/style/noDefaultExport: the loader's modules have only a default
  export default bytes
}
declare module '@takumi-rs/wasm/takumi_wasm_bg.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  // biome-ignore lint/style/noDefaultExport: the loader's modules have only a default
  export default bytes
}
