// The part of `qrcode` that only computes; its main entry pulls in Node's file system and a canvas.
declare module 'qrcode/lib/core/qrcode.js' {
  export const create: unknown
}
