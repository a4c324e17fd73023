// UUID version 7 (RFC 9562 §5.7): ids that sort by the millisecond in which they were made.

const MAX_TIME_MS = 2 ** 48 - 1

/**
 * A lower-case UUIDv7. `nowMs` is a whole number of Unix milliseconds, 0 to 2⁴⁸−1 (RangeError otherwise);
 * `randomBytes` must be a CSPRNG, 10 bytes are drawn and 74 of their bits used.
 */
export function uuidV7(options: {
  readonly nowMs: number
  readonly randomBytes: (length: number) => Uint8Array
}): string {
  const { nowMs } = options
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs > MAX_TIME_MS) {
    throw new RangeError('time must be whole milliseconds of 48 bits')
  }
  const random = options.randomBytes(10)
  const time = nowMs.toString(16).padStart(12, '0')
  const rest = Array.from({ length: 10 }, (_, index) => randomByte(random, index))
  return [
    time.slice(0, 8),
    time.slice(8),
    rest.slice(0, 2).join(''),
    rest.slice(2, 4).join(''),
    rest.slice(4).join(''),
  ].join('-')
}

/** Byte 0 carries the version in its high half, byte 2 the variant in its two highest bits. */
function randomByte(random: Uint8Array, index: number): string {
  const byte = random[index]
  if (byte === undefined) throw new RangeError('too few random bytes')
  if (index === 0) return hex((byte & 0x0f) | 0x70)
  if (index === 2) return hex((byte & 0x3f) | 0x80)
  return hex(byte)
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
