// Frames of the Phoenix channel protocol as realtime-js sends them: JSON text in two versions, and one binary kind.

export type Version = '1.0.0' | '2.0.0'

export type Frame = {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: Record<string, unknown>
}

/** Binary kind 3, "user broadcast push": kind, five lengths, encoding, then the five texts and the body. */
const USER_BROADCAST_PUSH = 3
const BODY_IS_JSON = 1
const HEADER_BYTES = 7

/** @returns null for a frame that can't be parsed. Never throws. */
export function decodeFrame(data: Buffer, isBinary: boolean, version: Version): Frame | null {
  try {
    return isBinary ? decodeBinary(data) : decodeText(data.toString('utf8'), version)
  } catch {
    return null
  }
}

function decodeText(text: string, version: Version): Frame | null {
  const parsed: unknown = JSON.parse(text)
  if (version === '2.0.0') {
    if (!Array.isArray(parsed) || parsed.length !== 5) return null
    const [joinRef, ref, topic, event, payload] = parsed
    return frameOf({ join_ref: joinRef, ref, topic, event, payload })
  }
  return frameOf(parsed as Record<string, unknown>)
}

function frameOf(parts: Record<string, unknown>): Frame | null {
  const { join_ref, ref, topic, event, payload } = parts
  if (typeof topic !== 'string' || typeof event !== 'string') return null
  const body = typeof payload === 'object' && payload !== null ? payload : {}
  return {
    joinRef: textOrNull(join_ref),
    ref: textOrNull(ref),
    topic,
    event,
    payload: body as Record<string, unknown>,
  }
}

const textOrNull = (value: unknown) =>
  value === null || value === undefined || value === '' ? null : String(value)

function decodeBinary(data: Buffer): Frame | null {
  if (data[0] !== USER_BROADCAST_PUSH) return null
  const lengths = [...data.subarray(1, 6)]
  const encoding = data[6]
  let offset = HEADER_BYTES
  const [joinRef, ref, topic, event, metadata] = lengths.map((length) => {
    const text = data.toString('utf8', offset, offset + length)
    offset += length
    return text
  })
  const body = data.subarray(offset)
  return frameOf({
    join_ref: joinRef,
    ref,
    topic,
    event: 'broadcast',
    payload: {
      type: 'broadcast',
      event,
      payload:
        encoding === BODY_IS_JSON ? JSON.parse(body.toString('utf8')) : body.toString('base64'),
      ...(metadata ? JSON.parse(metadata) : {}),
    },
  })
}

export function encodeFrame(frame: Frame, version: Version): string {
  const { joinRef, ref, topic, event, payload } = frame
  return version === '2.0.0'
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ join_ref: joinRef, ref, topic, event, payload })
}
