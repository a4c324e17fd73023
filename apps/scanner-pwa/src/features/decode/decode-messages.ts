// What the page and the decoding worker say to each other. Frames are transferred, never copied.

/** A VideoFrame costs the page a tenth of a millisecond, an ImageBitmap up to 50 on a slow phone; not all browsers have it. */
export type Frame = VideoFrame | ImageBitmap

export type DecodeRequest = { id: number; frame: Frame }

export type DecodeReply =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  | { type: 'decoded'; id: number; text: string | null; tookMs: number }
