// Makes a logo small enough for every page and mail: redrawn at 192 pixels at most, which also strips metadata.

const SIDE = 192
/** The database's limit, in characters of the data URL. */
const MAX_LENGTH = 120_000

/** Null if this browser can't read it as a picture, or if it stays too large. */
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
