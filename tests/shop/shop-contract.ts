// What every host of the shop's server must answer, checked on Node and on Deno.
import type { Stack } from '@maguey/local-stack/start-stack'
import { describe, expect, it } from 'vitest'
import { createNight, type Night } from '../contract/support/nights.ts'

export type ShopTarget = {
  /** Where the server under test answers; pages name the stack's own shop as theirs. */
  at?: string
  shopUrl: string
  stack: Pick<Stack, 'info' | 'sql'>
}

type Read = { status: number; headers: Headers; html: string }

const contentOf = (html: string, name: string): string | undefined =>
  unescaped(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1])

const linkOf = (html: string, rel: string): string | undefined =>
  unescaped(new RegExp(`<link rel="${rel}"[^>]*? href="([^"]*)"`).exec(html)?.[1])

const unescaped = (text: string | undefined) =>
  text?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

type Schema = {
  '@type': string
  name: string
  startDate: string
  eventStatus: string
  offers: { price: string; priceCurrency: string; availability: string }[]
  image: string[]
  performer?: { '@type': string; name: string }[]
}

const schemaOf = (html: string): Schema =>
  JSON.parse(/<script type="application\/ld\+json">([^<]*)</.exec(html)?.[1] ?? 'null')

const titlesOf = (html: string): string[] =>
  [...html.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title = '']) => unescaped(title) ?? '')

export function shopContract(name: string, target: () => ShopTarget): void {
  const read = async (path: string, headers: Record<string, string> = {}): Promise<Read> => {
    const { at, shopUrl } = target()
    const response = await fetch((at ?? shopUrl) + path, { headers, redirect: 'manual' })
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
  const make = (options: Parameters<typeof createNight>[1] = {}): Promise<Night> =>
    createNight(target().stack, options)

  describe(name, () => {
    it('a night’s page says the night in its head', async () => {
      const night = await make({ price: '25.00' })
      const { sql } = target().stack
      await sql`update public.events set image_url = '/images/perreo-fridays.webp', description = ${'Two floors & "old-school" <perreo>'} where id = ${night.id}`
      const { status, html } = await read(`/events/${night.slug}`)
      const url = `${target().shopUrl}/events/${night.slug}`
      expect(status).toBe(200)
      expect(titlesOf(html)).toEqual([`${night.name} · Friday, November 29 · Maguey`])
      expect(contentOf(html, 'description')).toContain('Doors 21:00')
      expect(contentOf(html, 'og:title')).toContain(night.name)
      expect(contentOf(html, 'og:description')).toContain('Two floors & "old-school"')
      expect(contentOf(html, 'og:url')).toBe(url)
      expect(contentOf(html, 'twitter:card')).toBe('summary_large_image')
      expect(linkOf(html, 'canonical')).toBe(url)
      expect(html).toContain(`<link rel="alternate" hreflang="es" href="${url}?lang=es">`)
      expect(html).toContain(`<link rel="alternate" hreflang="x-default" href="${url}">`)
      expect(html).toContain('imagesrcset="/images/perreo-fridays-480.webp 480w')
    })

    it('a night’s page says it to search engines, with offers and status', async () => {
      const night = await make({ price: '25.00', capacity: 2 })
      const page = () => read(`/events/${night.slug}`).then(({ html }) => schemaOf(html))
      expect(await page()).toMatchObject({
        '@type': 'MusicEvent',
        name: night.name,
        startDate: '2030-11-29T22:00:00-08:00',
        doorTime: '2030-11-29T21:00:00-08:00',
        eventStatus: 'https://schema.org/EventScheduled',
        location: { name: 'Maguey', address: '1520 E 7th St, Los Angeles' },
        offers: [
          {
            price: '25.00',
            priceCurrency: 'USD',
            availability: 'https://schema.org/InStock',
            url: `${target().shopUrl}/events/${night.slug}`,
          },
        ],
      })
      const { sql } = target().stack
      await sql`update public.ticket_types set sold = 2 where event_id = ${night.id}`
      expect((await page()).offers[0]?.availability).toBe('https://schema.org/SoldOut')
      await sql`update public.events set status = 'cancelled' where id = ${night.id}`
      const cancelled = await page()
      expect(cancelled.eventStatus).toBe('https://schema.org/EventCancelled')
      expect(cancelled.offers).toEqual([])
    })

    it('a night’s page has its heading, facts and prices without a script, and its data for one', async () => {
      const night = await make({ price: '25.00' })
      const { html, headers } = await read(`/events/${night.slug}`)
      expect(html).toMatch(new RegExp(`<h1[^>]*>${night.name}</h1>`))
      for (const fact of ['Doors 21:00', 'until 03:00', '1520 E 7th St', 'from $25', '21+'])
        expect(html).toContain(fact)
      const inlined = /<script type="application\/json" id="maguey-page">([^<]*)</.exec(html)?.[1]
      expect(JSON.parse(inlined ?? '').event).toMatchObject({ slug: night.slug, available: 20 })
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      // What runs comes from our own files only.
      for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g))
        expect(attributes).toMatch(/type="application\/(ld\+)?json"|src="\/(assets|src)\//)
    })

    it('a night says who plays, in the order of the bill', async () => {
      const night = await make()
      await target().stack.sql`
        update public.events set line_up = ${'DJ Nopal\nLos <Bravos> & Co'} where id = ${night.id}`
      const { html } = await read(`/events/${night.slug}`)
      expect(html).toContain('<li>DJ Nopal</li><li>Los &lt;Bravos&gt; &amp; Co</li>')
      expect(schemaOf(html).performer).toEqual([
        { '@type': 'PerformingGroup', name: 'DJ Nopal' },
        { '@type': 'PerformingGroup', name: 'Los <Bravos> & Co' },
      ])
    })

    it('no text of a night ends its page’s data or markup', async () => {
      const night = await make()
      const text = '</script><script>alert(1)</script><!-- "\''
      await target().stack.sql`
        update public.events set name = ${`${text} ${night.slug}`}, description = ${text}, line_up = ${text} where id = ${night.id}`
      const { html } = await read(`/events/${night.slug}`)
      expect(html).not.toContain('<script>alert')
      expect(schemaOf(html).name).toBe(`${text} ${night.slug}`)
    })

    it('speaks the reader’s language, and the one in the address before it', async () => {
      const night = await make()
      const path = `/events/${night.slug}`
      const spanish = await read(path, { 'accept-language': 'es-MX,es;q=0.9' })
      expect(spanish.html).toContain('<html lang="es"')
      expect(titlesOf(spanish.html)[0]).toContain('viernes')
      expect(spanish.headers.get('vary')).toContain('accept-language')
      expect(linkOf(spanish.html, 'canonical')).toBe(`${target().shopUrl}${path}`)
      const asked = await read(`${path}?lang=es`)
      expect(asked.html).toContain('<html lang="es"')
      expect(linkOf(asked.html, 'canonical')).toBe(`${target().shopUrl}${path}?lang=es`)
      const chosen = await read(path, { cookie: 'lang=es', 'accept-language': 'en' })
      expect(chosen.html).toContain('<html lang="es"')
    })

    it('is never kept as open once it is sold out', async () => {
      const night = await make({ capacity: 1 })
      const path = `/events/${night.slug}`
      const open = await read(path)
      expect(open.headers.get('cache-control')).toBe('public, no-cache')
      const etag = open.headers.get('etag') ?? ''
      expect((await read(path, { 'if-none-match': etag })).status).toBe(304)
      await target().stack.sql`update public.ticket_types set sold = 1 where event_id = ${night.id}`
      const later = await read(path, { 'if-none-match': etag })
      expect(later.status).toBe(200)
      expect(later.html).toContain('Sold out')
    })

    it('a share picture is a JPEG of 1200×630, drawn once, at an address of its own', async () => {
      const night = await make()
      const { sql } = target().stack
      await sql`update public.events set image_url = '/images/perreo-fridays.webp' where id = ${night.id}`
      const pictureOf = async () => {
        const { html } = await read(`/events/${night.slug}`)
        const url = contentOf(html, 'og:image') ?? ''
        expect(url.startsWith(`${target().shopUrl}/share/${night.slug}/en/`)).toBe(true)
        return url.slice(target().shopUrl.length)
      }
      const path = await pictureOf()
      const fetchPicture = async (of: string) => {
        const response = await fetch((target().at ?? target().shopUrl) + of)
        expect(response.headers.get('content-type')).toBe('image/jpeg')
        expect(response.headers.get('cache-control')).toContain('immutable')
        return new Uint8Array(await response.arrayBuffer())
      }
      const picture = await fetchPicture(path)
      expect(sizeOfJpeg(picture)).toEqual([1200, 630])
      expect(picture.length).toBeLessThan(300_000)
      const name = path.split('/').at(-1) ?? ''
      const kept = () => sql`
        select o.created_at from storage.objects o where o.bucket_id = 'share' and o.name = ${name}`
      const [first] = await kept()
      expect(await fetchPicture(path)).toEqual(picture)
      expect(await kept()).toEqual([first])
      await sql`update public.events set name = ${`Moved ${night.slug}`} where id = ${night.id}`
      const next = await pictureOf()
      expect(next).not.toBe(path)
      const old = await read(path)
      expect([old.status, old.headers.get('location')]).toEqual([302, next])
    })

    it('a poster that the club uploaded is shown, preloaded and drawn like our own', async () => {
      const { sql, info } = target().stack
      const night = await make()
      const name = `${crypto.randomUUID()}/${crypto.randomUUID()}`
      const own = await fetch(`${info.shopUrl}/images/perreo-fridays-800.webp`)
      const bytes = new Uint8Array(await own.arrayBuffer())
      for (const suffix of ['', '-800', '-480', '-48']) {
        const path = `posters/${name}${suffix}.webp`
        const stored = await fetch(`${info.apiUrl}/storage/v1/object/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${info.secretKey}`, 'content-type': 'image/webp' },
          body: bytes,
        })
        expect(stored.status).toBe(200)
      }
      const url = `/storage/v1/object/public/posters/${name}.webp`
      await sql`update public.events set image_url = ${url} where id = ${night.id}`
      const { html, headers } = await read(`/events/${night.slug}`)
      const wide = `${info.apiUrl}${url.replace('.webp', '-800.webp')}`
      expect(linkOf(html, 'preload')).toBe(wide)
      expect(html).toContain(`<img src="${wide}"`)
      expect(headers.get('content-security-policy')).toContain(new URL(info.apiUrl).origin)
      expect(schemaOf(html).image).toContain(`${info.apiUrl}${url}`)
      const picture = contentOf(html, 'og:image')?.slice(target().shopUrl.length) ?? ''
      const drawn = await fetch((target().at ?? target().shopUrl) + picture)
      // Without its poster it would not be kept.
      expect(drawn.headers.get('cache-control')).toContain('immutable')
    })

    it('a club’s text is marked up, and its head has the words alone', async () => {
      const night = await make()
      await target().stack.sql`
        update public.events set description = ${'Two floors.\n\n## Line-up\n- **DJ Uno**\n- <i>Dos</i>'} where id = ${night.id}`
      const { html } = await read(`/events/${night.slug}`)
      expect(html).toContain('<li><strong class="text-ink">DJ Uno</strong></li>')
      expect(html).toContain('&lt;i&gt;Dos&lt;/i&gt;')
      expect(contentOf(html, 'description')).toContain('Two floors. Line-up DJ Uno')
    })

    it('an unknown night, a draft and an unknown page are 404, for people too', async () => {
      const draft = await make({ status: 'draft' })
      for (const path of ['/events/nope', `/events/${draft.slug}`, '/nothing/here']) {
        const { status, html } = await read(path)
        expect([path, status]).toEqual([path, 404])
        expect(contentOf(html, 'robots')).toBe('noindex')
        expect(html).toMatch(/<h1[^>]*>/)
      }
    })

    it('a night is gone a month after it was, and a cancelled one as soon as it would have ended', async () => {
      const { sql } = target().stack
      const over = async (status: 'published' | 'cancelled', days: number) => {
        const night = await make({ status })
        await sql`update public.events set event_date = now() - ${days} * interval '1 day' - interval '4 hours',
          doors_open_at = now() - ${days} * interval '1 day' - interval '5 hours',
          ends_at = now() - ${days} * interval '1 day' where id = ${night.id}`
        return (await read(`/events/${night.slug}`)).status
      }
      expect(await over('published', 2)).toBe(200)
      expect(await over('published', 31)).toBe(410)
      expect(await over('cancelled', 1)).toBe(410)
    })

    it('the list names every night, the next one with its poster', async () => {
      const night = await make()
      const { status, html, headers } = await read('/')
      expect(status).toBe(200)
      expect(titlesOf(html)).toEqual(['Nights at Maguey'])
      expect(html).toContain(`href="/events/${night.slug}"`)
      expect(schemaOf(html)['@type']).toBe('ItemList')
      expect(headers.get('cache-control')).toBe('public, no-cache')
      const url = contentOf(html, 'og:image') ?? ''
      const picture = await fetch(url.replace(target().shopUrl, target().at ?? target().shopUrl))
      expect(sizeOfJpeg(new Uint8Array(await picture.arrayBuffer()))).toEqual([1200, 630])
    })

    it('an order’s page is nobody’s to find, and the club’s page is', async () => {
      const order = await read('/orders/0b0e0c6e-8a3f-4f59-9f50-1e2f3a4b5c6d')
      expect([order.status, contentOf(order.html, 'robots')]).toEqual([200, 'noindex'])
      expect(order.headers.get('cache-control')).toBe('no-store')
      expect(order.html).toMatch(/<h1[^>]*>Looking up your order<\/h1>/)
      const club = await read('/club')
      expect([club.status, linkOf(club.html, 'canonical')]).toEqual([
        200,
        `${target().shopUrl}/club`,
      ])
    })

    it('what the server drew is painted before the shop’s script begins', async () => {
      const { html } = await read('/')
      expect(html).toMatch(/<link rel="modulepreload"[^>]* data-start href="\/assets\/index-/)
      const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src)
      expect(scripts).toEqual([expect.stringMatching(/^\/assets\/enter-/)])
    })

    it('robots and the sitemap lead to every night that is on', async () => {
      const night = await make()
      const robots = await read('/robots.txt')
      expect(robots.html).toContain(`Sitemap: ${target().shopUrl}/sitemap.xml`)
      expect(robots.html).toContain('Disallow: /orders/')
      const sitemap = await read('/sitemap.xml')
      expect(sitemap.headers.get('content-type')).toContain('application/xml')
      expect(sitemap.html).toContain(`<loc>${target().shopUrl}/events/${night.slug}</loc>`)
    })

    it('feeds may be read from any origin, as calendar and as JSON Feed', async () => {
      const night = await make()
      const origin = { origin: 'https://club.example' }
      const all = await read('/events.ics', origin)
      expect(all.headers.get('content-type')).toContain('text/calendar')
      expect(all.headers.get('access-control-allow-origin')).toBe('*')
      expect(all.html).toContain(`SUMMARY:${night.name}`)
      const one = await read(`/events/${night.slug}.ics`, origin)
      expect(one.html.match(/BEGIN:VEVENT/g)).toHaveLength(1)
      expect(one.html).toContain('DTSTART:20301130T050000Z')
      expect((await read('/events/nope.ics')).status).toBe(404)
      const feed = await read('/events.json', origin)
      expect(feed.headers.get('access-control-allow-origin')).toBe('*')
      expect(feed.headers.get('cache-control')).toBe('public, no-cache')
      const { version, items } = JSON.parse(feed.html)
      expect(version).toBe('https://jsonfeed.org/version/1.1')
      expect(items.find(({ id }: { id: string }) => id === night.id)).toMatchObject({
        url: `${target().shopUrl}/events/${night.slug}`,
        title: night.name,
        _maguey: { on_sale: 'open', available: 20, starts_at: '2030-11-29T22:00:00-08:00' },
      })
    })

    it('feeds say that a night was called off, for as long as it would have been', async () => {
      const { sql } = target().stack
      const [cancelled, draft] = [await make(), await make()]
      await sql`update public.events set status = 'cancelled' where id = ${cancelled.id}`
      await sql`update public.events set status = 'draft' where id = ${draft.id}`
      const { html } = await read('/events.ics')
      const entry = html.split('BEGIN:VEVENT').find((one) => one.includes(cancelled.id))
      expect(entry).toContain('STATUS:CANCELLED')
      expect(html).not.toContain(draft.id)
      const { items } = JSON.parse((await read('/events.json')).html)
      const ids = items.map(({ id }: { id: string }) => id)
      expect(ids).not.toContain(draft.id)
      expect(items[ids.indexOf(cancelled.id)]).toMatchObject({
        tags: ['cancelled'],
        content_text: expect.stringMatching(/^Cancelled · Cancelada/),
        _maguey: { status: 'cancelled' },
      })
      expect((await read('/sitemap.xml')).html).not.toContain(cancelled.slug)
    })

    it('feeds, pages and share pictures are limited per address, a page with itself in place of an answer', async () => {
      const { sql } = target().stack
      const night = await make()
      const share = `/share/${night.slug}/en/0.jpg`
      const paths = ['/events.json', '/', '/embed', `/events/${night.slug}`, share]
      for (const path of paths) {
        await read(path)
        await sql`update public.rate_buckets set tokens = 0, refilled_at = clock_timestamp() where bucket = 'pages'`
        const { status, headers, html } = await read(path, { 'accept-language': 'es' })
        expect([path, status]).toEqual([path, 429])
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        if (path === '/events.json') expect(JSON.parse(html).error.message).toMatch(/demasiad/i)
        if (path === '/') expect(html).toContain('id="root"')
        await sql`delete from public.rate_buckets where bucket = 'pages'`
      }
      expect((await read('/events.json')).status).toBe(200)
    })

    it('what can’t be a night’s address is not found, and never reaches the database', async () => {
      for (const path of ['/events/%00', '/events/a_b', '/events/%00.ics', '/share/%00/en/0.jpg'])
        expect([path, (await read(path)).status]).toEqual([path, 404])
    })

    it('a page has one address: capitals and a slash at the end lead to it', async () => {
      const night = await make()
      const path = `/events/${night.slug}`
      for (const other of [`${path}/`, `/events/${night.slug.toUpperCase()}`]) {
        const { status, headers } = await read(`${other}?lang=es`)
        expect([status, headers.get('location')]).toEqual([301, `${path}?lang=es`])
      }
      const outside = await read('//example.com/')
      expect(outside.headers.get('location')).toBe('/example.com')
    })

    it('no language that a browser names breaks a page', async () => {
      const night = await make()
      for (const language of ['en-US@posix', 'en-*', 'en-', 'es-419,en;q=0.5', 'en-x-private'])
        expect([
          language,
          (await read(`/events/${night.slug}`, { 'accept-language': language })).status,
        ]).toEqual([language, 200])
    })

    it('tells the time in the club’s way', async () => {
      const { sql } = target().stack
      const night = await make()
      const doors = async () =>
        /Doors (\d+:\d\d( PM)?)/.exec((await read(`/events/${night.slug}`)).html)?.[1]
      expect(await doors()).toBe('21:00')
      await sql`update public.settings set clock = '12h'`
      await expect.poll(doors, { timeout: 10_000 }).toBe('9:00 PM')
      await sql`update public.settings set clock = '24h'`
      await expect.poll(doors, { timeout: 10_000 }).toBe('21:00')
    })

    it('only the embed may stand in somebody’s frame, and is not to be found by itself', async () => {
      const night = await make()
      for (const path of ['/embed', `/embed/events/${night.slug}`]) {
        const { status, headers, html } = await read(path)
        expect([path, status]).toEqual([path, 200])
        expect(headers.get('content-security-policy')).toContain('frame-ancestors *')
        expect(contentOf(html, 'robots')).toBe('noindex')
        expect(html).toContain(night.name)
      }
      for (const path of ['/', `/events/${night.slug}`, '/club', '/orders/1', '/embedded/x'])
        expect((await read(path)).headers.get('content-security-policy')).toContain(
          "frame-ancestors 'none'",
        )
      const script = await read('/embed.js')
      expect(script.headers.get('content-type')).toContain('text/javascript')
      expect(script.html).toContain(target().shopUrl)
    })

    it('a first visit waits for one answer before it paints, and for no faces; a later one has them', async () => {
      const night = await make()
      const first = await read(`/events/${night.slug}`)
      const again = await read(`/events/${night.slug}`, { cookie: 'lang=en; faces=1' })
      expect(first.html).toContain('<style>')
      expect(first.html).not.toMatch(/rel="stylesheet"|as="font"/)
      expect(first.html).toContain('<html lang="en">')
      expect(again.html).toContain('<html lang="en" data-faces>')
      expect(first.headers.get('vary')).toContain('cookie')
    })

    it('the files of the build are there, and what is not there is not', async () => {
      const { html } = await read('/')
      const script = /<script type="module"[^>]* src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? ''
      const file = await read(script)
      expect(file.status).toBe(200)
      expect(file.headers.get('content-type')).toContain('javascript')
      for (const [, path = ''] of html.matchAll(/<link rel="modulepreload"[^>]* href="([^"]+)"/g))
        expect([path, (await read(path)).status]).toEqual([path, 200])
      expect((await read('/assets/missing.js')).status).toBe(404)
    })
  })
}

/** Width and height from the first start-of-frame marker (ITU T.81, B.2.2). */
function sizeOfJpeg(bytes: Uint8Array): [number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker >= 0xffc0 && marker <= 0xffc2)
      return [view.getUint16(at + 7), view.getUint16(at + 5)]
  }
  return null
}
