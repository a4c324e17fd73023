// Reads a pairing code from the manager's QR, from a link, or from hasty typing.

const CODE_LENGTH = 8
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/

/** Lenient, like the server: any case, spaces and dashes, O for 0, I or L for 1. At most 8 characters. */
export function tidyPairingCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .slice(0, CODE_LENGTH)
}

/** The code in `{scannerUrl}/pair#CODE`, in `#CODE` or by itself; null for any other text. */
export function pairingCodeFrom(text: string): string | null {
  const afterHash = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text
  const candidate = afterHash.trim()
  // Tidying truncates, so longer texts must be rejected first.
  if (candidate.replace(/[\s-]/g, '').length !== CODE_LENGTH) return null
  const code = tidyPairingCode(candidate)
  return CODE.test(code) ? code : null
}

/** "ABCD EFGH", as it is read aloud. */
export function spacedPairingCode(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code
}
