// The picture that a messenger shows with a link: poster, name, date and place on 1200×630, as JPEG.
import { initSync, type Node, Renderer, type TextNode } from '@takumi-rs/wasm/no-bundler'
import { readShareAssets } from './share-assets.ts'

export type SharePicture = {
  title: string
  /** "Friday, November 27 · 22:00" */
  when: string
  where: string
  club: string
  /** "Cancelled"; '' where there is nothing to say. */
  badge: string
  accent: string
}

/** With the address of its poster, if it has one, and the name of its file. */
export type NamedPicture = { picture: SharePicture; poster: string | null; name: string }

export type Poster = Uint8Array<ArrayBuffer> | null

const WIDTH = 1200
const HEIGHT = 630
/** 1200×630 at this quality is 100 to 200 kB: messengers drop pictures of more than 300. */
const QUALITY = 82

let loading: Promise<Renderer> | undefined

/** A failed start is tried again by the next picture. */
function renderer(): Promise<Renderer> {
  loading ??= openRenderer().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function openRenderer(): Promise<Renderer> {
  const { wasm, display, body, fallback } = await readShareAssets()
  initSync({ module: wasm })
  const opened = new Renderer()
  opened.registerFont({ name: 'display', data: display })
  opened.registerFont({ name: 'body', data: body })
  // Names in other alphabets.
  opened.registerFont({ name: 'fallback', data: fallback })
  return opened
}

export async function drawSharePicture(
  picture: SharePicture,
  poster: Poster,
): Promise<Uint8Array<ArrayBuffer>> {
  const images = poster === null ? [] : [{ src: 'poster', data: poster }]
  const opened = await renderer()
  return opened.render(layout(picture, poster !== null), {
    width: WIDTH,
    height: HEIGHT,
    format: 'jpeg',
    quality: QUALITY,
    images,
  })
}

/** Long names are set smaller; beyond three lines they are cut. */
function titleSize(title: string): number {
  if (title.length <= 16) return 100
  return title.length <= 34 ? 78 : 58
}

function layout(picture: SharePicture, pictured: boolean): Node {
  const { club, badge, accent } = picture
  const heading = words(badge === '' ? club : `${club} · ${badge}`, { ...BODY, fontSize: 30 })
  const poster: Node = {
    type: 'image',
    src: 'poster',
    style: { width: 504, height: HEIGHT, objectFit: 'cover' },
  }
  const said: Node = {
    type: 'container',
    style: {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      flex: 1,
      padding: 56,
      color: accent,
    },
    children: [heading, facts(picture)],
  }
  return {
    type: 'container',
    style: { display: 'flex', width: WIDTH, height: HEIGHT, backgroundColor: '#0b1311' },
    children: pictured ? [poster, said] : [said],
  }
}

const BODY = { fontFamily: 'body, fallback' }

const words = (text: string, style: NonNullable<TextNode['style']>): Node => ({
  type: 'text',
  text,
  style,
})

function facts({ title, when, where }: SharePicture): Node {
  const name = words(title, {
    fontFamily: 'display, fallback',
    fontWeight: 800,
    fontSize: titleSize(title),
    lineHeight: 0.96,
    letterSpacing: '-0.02em',
    lineClamp: 3,
    color: '#f4f1e6',
  })
  return {
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', gap: 22 },
    children: [
      name,
      words(when, { ...BODY, fontSize: 38, lineClamp: 2 }),
      words(where, { ...BODY, fontSize: 30, color: '#b3c0b8', lineClamp: 2 }),
    ],
  }
}
