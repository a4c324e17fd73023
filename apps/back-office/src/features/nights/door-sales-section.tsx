// What the door of this night sells: which types, for how much, and how many signed tickets each phone keeps ready. Saved by
// itself, also while the night is under way.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { type DoorPrice, type DoorSales, MOST_STOCK } from '@maguey/wire/door-sales'
import type { Answer } from '@maguey/wire/failure'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { AskDialog } from './ask-dialog.tsx'
import { type DoorTypeDraft, DoorTypeRow } from './door-type-row.tsx'
import type { NightsApi } from './nights-api.ts'

type Props = { api: Pick<NightsApi, 'doorSales' | 'saveDoorSales' | 'takeBackStock'>; id: string }

/** What a phone carries unless somebody says otherwise. */
const USUAL_STOCK = '5'

const draftOf = (type: DoorSales['types'][number]): DoorTypeDraft => ({
  sold: type.door_price !== null,
  price: type.door_price ?? type.shop_price,
  stock: type.door_price === null ? USUAL_STOCK : String(type.stock),
})

const isPrice = (text: string) => /^\d{1,5}(\.\d{1,2})?$/.test(text)
const isStock = (text: string) => /^\d{1,2}$/.test(text) && Number(text) <= MOST_STOCK

type Said = { tone: 'info' | 'danger'; title: string }

/** What the server has, what was typed, and what became of the last save. */
function useDoorSales({ api, id }: Props) {
  const [sales, setSales] = useState<DoorSales | null>(null)
  const [drafts, setDrafts] = useState<Record<string, DoorTypeDraft>>({})
  const [said, setSaid] = useState<Said | null>(null)
  const take = useCallback((answer: Answer<DoorSales>, done: string | null) => {
    if (!answer.ok) return setSaid({ tone: 'danger', title: failureWords(answer.failure) })
    setSales(answer.value)
    setDrafts(Object.fromEntries(answer.value.types.map((type) => [type.id, draftOf(type)])))
    setSaid(done === null ? null : { tone: 'info', title: done })
  }, [])
  useEffect(() => {
    let gone = false
    const read = async () => {
      const answer = await api.doorSales(id)
      if (!gone) take(answer, null)
    }
    hear(read())
    return () => {
      gone = true
    }
  }, [api, id, take])
  const save = async () => {
    const wish = sales?.types.flatMap(({ id: typeId }) => wishOf(typeId, drafts[typeId])) ?? []
    if (wish.includes('wrong')) return setSaid({ tone: 'danger', title: m.door_sales_wrong() })
    const types = wish.filter((one) => one !== 'wrong')
    take(await api.saveDoorSales(id, types), m.door_sales_saved())
  }
  const takeBack = async () => take(await api.takeBackStock(id), m.door_sales_taken_back())
  const change = (typeId: string, draft: DoorTypeDraft) =>
    setDrafts((before) => ({ ...before, [typeId]: draft }))
  return { sales, drafts, said, save, takeBack, change }
}

/** Nothing for a type that is not sold at the door. */
function wishOf(id: string, draft: DoorTypeDraft | undefined): (DoorPrice | 'wrong')[] {
  if (!draft?.sold) return []
  const { price, stock } = draft
  return isPrice(price) && isStock(stock) ? [{ id, price, stock: Number(stock) }] : ['wrong']
}

export function DoorSalesSection(props: Props) {
  const { sales, drafts, said, save, takeBack, change } = useDoorSales(props)
  const [asking, setAsking] = useState(false)
  if (sales === null) return said && <Notice title={said.title} tone={said.tone} />
  const carried = sales.types.reduce((sum, type) => sum + type.carried, 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    hear(save())
  }
  return (
    <form
      aria-labelledby="door-sales-title"
      className="grid gap-3 rounded-card border border-line bg-surface p-4 sm:p-5"
      data-testid="door-sales"
      noValidate
      onSubmit={submit}
    >
      <h2 className="font-bold text-xl" id="door-sales-title">
        {m.door_sales_title()}
      </h2>
      <p className="text-ink-soft">{m.door_sales_lead()}</p>
      {sales.types.map((type) => (
        <DoorTypeRow
          draft={drafts[type.id] ?? draftOf(type)}
          key={type.id}
          onChange={(draft) => change(type.id, draft)}
          type={type}
        />
      ))}
      <div aria-live="polite">{said && <Notice title={said.title} tone={said.tone} />}</div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit">{m.door_sales_save()}</Button>
        {carried > 0 && (
          <Button look="secondary" onClick={() => setAsking(true)}>
            {m.door_sales_take_back({ count: carried })}
          </Button>
        )}
      </div>
      {asking && (
        <AskDialog
          confirm={m.door_sales_take_back_confirm()}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            hear(takeBack())
          }}
          title={m.door_sales_take_back_title()}
        >
          <p>{m.door_sales_take_back_body()}</p>
        </AskDialog>
      )}
    </form>
  )
}
