// The screens of guest lists and promoters, and the night's lists that they show.
import { createHash } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const PROMOTER = '00000000-0000-4000-8000-00000000a001'
const OTHER = '00000000-0000-4000-8000-00000000a002'
const LISTS = {
  house: '00000000-0000-4000-8000-00000000b001',
  promoter: '00000000-0000-4000-8000-00000000b002',
}
const TOKEN = 'tour-promoter-link-AAA'

const NAMES = [
  ['Ana López', 3, 2],
  ['José Ñáñez', 1, 0],
  ['María Fernanda de la Cruz Hernández', 0, 1],
  ['Eva Ruiz', 2, 0],
  ['Wołodymyr Grünewald-Østergård', 0, 0],
] as const

/** Once: a house list and a promoter's, with names of whom some have come in. */
export async function makeLists({ stack: { sql } }: World): Promise<string> {
  const [night] = await sql`
    select id, slug from public.events where status = 'published' and ends_at > now() order by event_date limit 1`
  const hash = createHash('sha256').update(TOKEN).digest()
  await sql`
    insert into public.promoters (id, name, code, commission_per, commission_percent, token_hash, link_made_at)
    values (${PROMOTER}, 'Rocío Núñez', 'ROCIO', 'sale', 10, ${hash}, now()), (${OTHER}, 'Beto', 'BETO', 'none', null, null, null)
    on conflict do nothing`
  await sql`
    insert into public.guest_lists (id, event_id, promoter_id, name, quota, overbook, price, until_at, late_price, door_note)
    select v.id, e.id, v.promoter, v.name, v.quota, v.promoter is null, v.price, e.doors_open_at + interval '150 minutes', v.late, v.note
    from public.events e, (values (${LISTS.house}::uuid, null::uuid, 'La casa', 6, 0, null::decimal, 'Mesa 4'),
      (${LISTS.promoter}::uuid, ${PROMOTER}::uuid, 'Rocío y amigos', 40, 10, 15, '')) v (id, promoter, name, quota, price, late, note)
    where e.id = ${night?.id} on conflict do nothing`
  for (const list of Object.values(LISTS))
    for (const [name, plus, arrived] of NAMES)
      await sql`
        insert into public.list_entries (id, event_id, list_id, name, name_key, plus, arrived, by_promoter)
        select gen_random_uuid(), ${night?.id}, ${list}, ${name}, internal.name_key(${name}), ${plus}, ${arrived}, ${list === LISTS.promoter}
        where not exists (select from public.list_entries where list_id = ${list} and name = ${name})`
  await sql`update public.orders set promoter_id = ${PROMOTER} where status = 'completed' and promoter_id is null and kind = 'sale'`
  return String(night?.slug)
}

const promoterPath = `promoters/${PROMOTER}#${TOKEN}`
const shop = stopOf('shop')
const office = stopOf('office')

export const shopListStops: Stop[] = [
  shop('promoter', async (page, world) => {
    await makeLists(world)
    await page.goto(`${world.stack.info.shopUrl}/${promoterPath}`)
    await expect(page.getByTestId('list-name').first()).toBeVisible()
  }),
  shop('promoter-twins', async (page) => {
    await page.locator('textarea').fill('Ana Lopez +1\nNuevo Invitado +9\n…')
    await page.getByTestId('promoter-list').locator('button[type=submit]').click()
    await expect(page.getByTestId('left-out').getByRole('listitem')).toHaveCount(2)
    await page.getByTestId('left-out').scrollIntoViewIfNeeded()
  }),
  shop('promoter-unknown', async (page, world) => {
    await page.goto(`${world.stack.info.shopUrl}/promoters/${OTHER}#${TOKEN}`)
    await expect(page.getByTestId('promoter-page')).toHaveAttribute('data-status', 'unknown')
  }),
]

type Visit = (page: Page, world: World, path: string) => Promise<void>

export const officeListStops = (visit: Visit): Stop[] => [
  office('lists', async (page, world) => {
    const slug = await makeLists(world)
    await visit(page, world, `lists?event=${slug}`)
    await expect(page.getByTestId('guest-list')).toHaveCount(2)
  }),
  office('list', async (page, world) => {
    const slug = await makeLists(world)
    await visit(page, world, `lists/${LISTS.house}?event=${slug}`)
    await expect(page.getByTestId('list-name').first()).toBeVisible()
  }),
  office('list-twins', async (page) => {
    await page.locator('textarea[name=names]').fill('lopez ana\nOtra Persona +7')
    await page.locator('form button[type=submit]').click()
    await expect(page.getByTestId('left-out').getByRole('listitem')).toHaveCount(2)
  }),
  office('list-edit', async (page, world) => {
    const slug = await makeLists(world)
    await visit(page, world, `lists/${LISTS.promoter}?event=${slug}`)
    await page.getByRole('button', { name: /^(change the list|cambiar la lista)$/i }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('promoters', async (page, world) => {
    await makeLists(world)
    await visit(page, world, 'promoters')
    await expect(page.getByTestId('promoter')).toHaveCount(2)
  }),
  office('promoter-edit', async (page) => {
    await page.getByRole('button', { name: /^(change|cambiar a) rocío/i }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('promoter-link', async (page, world) => {
    await makeLists(world)
    await visit(page, world, 'promoters')
    await page.getByRole('button', { name: /^(private link of|enlace privado de) beto$/i }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /link$|enlace/i })
      .click()
    await expect(page.getByTestId('promoter-link')).toBeVisible()
  }),
  office('statement', async (page, world) => {
    await makeLists(world)
    await visit(page, world, `promoters/${PROMOTER}`)
    await page
      .getByRole('button', { name: /each line|cada línea/i })
      .first()
      .click()
    await expect(page.getByTestId('statement-line').first()).toBeVisible()
  }),
]
