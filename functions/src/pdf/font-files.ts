// The typefaces of the PDF, as their files.
export type FontFiles = {
  regular: Uint8Array
  bold: Uint8Array
  /** Latin, Greek and Cyrillic in full, for names that the brand's face can't write. */
  fallback: Uint8Array
}
