declare module 'subset-font' {
  function subsetFont(
    font: Uint8Array,
    letters: string,
    options: { targetFormat: 'woff2'; variationAxes: Readonly<Record<string, number>> },
  ): Promise<Uint8Array>
  export { subsetFont as default }
}
