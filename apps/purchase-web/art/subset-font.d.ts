declare module 'subset-font' {
  function subsetFont(
    font: Uint8Array,
    letters: string,
    options: { targetFormat: 'woff2'; variationAxes: Readonly<Record<string, number>> },
  ): Promise<Uint8Array>

  // biome-ignore lint/style/noDefaultExport: the package has one
  export { subsetFont as default }
}
