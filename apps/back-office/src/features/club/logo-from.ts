// A logo small enough for every page and mail: drawn anew at 192 pixels at most, which also drops what a file hides.

const SIDE = 192
/** What the database keeps at most, in characters of the data URL. */
const MAX_LENGTH = 120_000

/** Null for what is no picture that this browser can read, or stays too large. */
export async function logoFrom(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    // PNG, because every mail client shows it.
    const url = canvas.toDataURL('image/png')
    return url.length <= MAX_LENGTH ? url : null
  } catch {
    return null
  }
}
