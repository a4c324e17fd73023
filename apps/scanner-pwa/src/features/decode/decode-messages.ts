// What the page and the decoding worker say to each other. Frames are transferred, never copied.

export type DecodeRequest = { id: number; frame: ImageBitmap }

export type DecodeReply =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  | { type: 'decoded'; id: number; text: string | null; tookMs: number }
