// Names onto a list: one, or a whole paste. What can't be added stays in the field, or is asked about.

import { readNames } from '@maguey/ticket-core/read-names'
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { GuestList, LeftOut, NewName } from '@maguey/wire/guest-lists'
import { leftOutAfter, lineOf, namesToMend } from '@maguey/wire/names-to-mend'
import { type SentNames, sendNames } from '@maguey/wire/send-names'
import { type FormEvent, useRef, useState } from 'react'
import { m } from '#messages'
import { TextArea } from '#shared/form/fields.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { whyLeftOut } from './list-words.ts'
import type { ListsApi } from './lists-api.ts'

type NamesFormProps = {
  api: ListsApi
  list: GuestList
  /** Once it isn't, the form stays for as long as something typed is in it. */
  isOpen: boolean
  onChanged: () => Promise<void>
}

const newId = () => crypto.randomUUID()

export function NamesForm(props: NamesFormProps) {
  const { list, isOpen } = props
  const { text, setText, busy, said, leftOut, problem, submit, addAnyway } = useNames(props)
  const count = readNames(text).length
  const send = (event: FormEvent) => {
    event.preventDefault()
    hear(submit())
  }
  const figure = String(count)
  const label = count === 0 ? m.list_add_none() : m.list_add({ count, figure })
  const closed = isOpen ? null : <Notice title={m.list_takes_none()} />
  if (closed && text === '') return closed
  return (
    <form className="flex max-w-2xl flex-col gap-3" onSubmit={send}>
      {closed}
      <TextArea
        autoComplete="off"
        hint={m.list_add_hint({ figure: String(list.most_plus) })}
        label={m.list_add_label()}
        name="names"
        onChange={(event) => setText(event.target.value)}
        placeholder={m.list_add_example()}
        readOnly={busy}
        rows={3}
        value={text}
      />
      <Button className="self-start" disabled={busy || !isOpen || count === 0} type="submit">
        {busy ? m.working() : label}
      </Button>
      <p className="text-ink-soft empty:hidden" role="status">
        {said}
      </p>
      <LeftOutNames {...{ leftOut, list, busy, addAnyway }} />
      {problem !== null && (
        <Notice title={problem} tone="danger">
          {m.list_names_safe()}
        </Notice>
      )}
    </form>
  )
}

type LeftOutProps = Pick<NamesFormProps, 'list'> & {
  leftOut: readonly LeftOut[]
  busy: boolean
  addAnyway: (left: LeftOut) => Promise<void>
}

function LeftOutNames({ leftOut, list, busy, addAnyway }: LeftOutProps) {
  if (leftOut.length === 0) return null
  return (
    <ul
      className="divide-y divide-line rounded-card border border-warning px-4"
      data-testid="left-out"
    >
      {leftOut.map((left) => (
        <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5" key={left.id}>
          <p className="min-w-0 flex-1 basis-32">
            <span className="block break-words font-semibold">{left.name}</span>
            <span className="block text-ink-soft text-sm">{whyLeftOut(left, list)}</span>
          </p>
          {left.why === 'twin' && (
            <Button
              aria-label={m.list_add_anyway_of({ name: left.name })}
              disabled={busy}
              look="secondary"
              onClick={() => hear(addAnyway(left))}
            >
              {m.list_add_anyway()}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function useNames({ api, list, onChanged }: NamesFormProps) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [leftOut, setLeftOut] = useState<LeftOut[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  // The names that a text stood for when it was last sent: sent again, they are the same names and are added once.
  const last = useRef<{ text: string; names: NewName[] }>({ text: '', names: [] })
  // All that were sent, for those that are asked about later.
  const known = useRef(new Map<string, NewName>())

  async function add(names: NewName[]): Promise<SentNames> {
    setBusy(true)
    setProblem(null)
    const sent = await sendNames(names, (part) => api.add(list.id, part))
    setBusy(false)
    const figure = String(sent.added)
    setSaid(sent.added === 0 ? '' : m.list_added({ count: sent.added, figure }))
    setProblem(sent.failure && failureWords(sent.failure))
    return sent
  }

  async function submit(): Promise<void> {
    const names =
      last.current.text === text
        ? last.current.names
        : readNames(text).map((read) => ({ ...read, id: newId() }))
    for (const one of names) known.current.set(one.id, one)
    const sent = await add(names)
    setLeftOut((before) => leftOutAfter(before, names, sent.leftOut))
    const stays = namesToMend(sent, known.current, newId)
    last.current = { text: stays.map(lineOf).join('\n'), names: stays }
    setText(last.current.text)
    await onChanged()
  }

  async function addAnyway(left: LeftOut): Promise<void> {
    const one = known.current.get(left.id ?? '')
    if (one === undefined) return
    const { leftOut: now, failure } = await add([{ ...one, again: true }])
    if (failure === null)
      setLeftOut((before) => [...before.filter(({ id }) => id !== left.id), ...now])
    await onChanged()
  }

  return { text, setText, busy, said, leftOut, problem, submit, addAnyway }
}
