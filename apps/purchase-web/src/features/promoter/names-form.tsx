// Names onto a list: one, or a whole paste. What can't be added stays in the field, or is asked about.

import { readNames } from '@maguey/ticket-core/read-names'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { LeftOut, NewName } from '@maguey/wire/guest-lists'
import { leftOutAfter, lineOf, namesToMend } from '@maguey/wire/names-to-mend'
import { type SentNames, sendNames } from '@maguey/wire/send-names'
import { type FormEvent, useId, useRef, useState } from 'react'
import { m } from '#messages'
import { addNames } from '#shared/api/promoter-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import type { ListOf } from './list-of.ts'
import { whyLeftOut } from './list-words.ts'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const newId = () => uuidV7({ nowMs: Date.now(), randomBytes })

/** Once the list is closed, it stays for as long as something typed is in it. */
export function NamesForm({ list, of, ask, isOpen }: ListOf & { isOpen: boolean }) {
  const { text, setText, busy, said, leftOut, problem, submit, addAnyway } = useNames({
    list,
    of,
    ask,
  })
  const id = useId()
  const count = readNames(text).length
  const figure = String(count)
  const label = count === 0 ? m.promoter_add_none() : m.promoter_add({ count, figure })
  const send = (event: FormEvent) => {
    event.preventDefault()
    hear(submit())
  }
  const closed = isOpen ? null : <p className="mt-5 font-semibold">{m.promoter_list_closed()}</p>
  if (closed && text === '') return closed
  return (
    <form className="mt-5" onSubmit={send}>
      {closed}
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {m.promoter_add_label()}
      </label>
      <textarea
        id={id}
        name={`names-${list.id}`}
        rows={3}
        autoComplete="off"
        aria-describedby={`${id}-note`}
        placeholder={m.promoter_add_example()}
        className="block w-full rounded-control border border-line-strong bg-night px-4 py-3 text-lg text-ink placeholder:text-ink-soft"
        readOnly={busy}
        value={text}
        onChange={(typed) => setText(typed.target.value)}
      />
      <p id={`${id}-note`} className="mt-1.5 text-sm text-ink-soft">
        {m.promoter_add_hint({ figure: String(list.most_plus) })}
      </p>
      <button
        type="submit"
        disabled={busy || !isOpen || count === 0}
        className={`${buttonStyle.primary} mt-3 w-full`}
      >
        {busy ? m.promoter_adding() : label}
      </button>
      <p role="status" className="mt-2 text-ink-soft empty:hidden">
        {said}
      </p>
      <LeftOutNames {...{ leftOut, list, busy, addAnyway }} />
      {problem ? <ProblemNotice problem={problem} safe={m.promoter_names_safe()} /> : null}
    </form>
  )
}

type LeftOutProps = Pick<ListOf, 'list'> & {
  leftOut: readonly LeftOut[]
  busy: boolean
  addAnyway: (left: LeftOut) => Promise<void>
}

function LeftOutNames({ leftOut, list, busy, addAnyway }: LeftOutProps) {
  return (
    <ul
      data-testid="left-out"
      className="mt-3 divide-y divide-line rounded-control border border-line-strong px-3.5 empty:hidden"
    >
      {leftOut.map((left) => (
        <li key={left.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
          <p className="min-w-0 flex-1 basis-32">
            <span className="block break-words font-semibold">{left.name}</span>
            <span className="block text-sm text-ink-soft">{whyLeftOut(left, list)}</span>
          </p>
          {left.why === 'twin' ? (
            <button
              type="button"
              disabled={busy}
              className={buttonStyle.secondary}
              aria-label={m.promoter_add_anyway_of({ name: left.name })}
              onClick={() => hear(addAnyway(left))}
            >
              {m.promoter_add_anyway()}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function useNames({ list, of, ask }: ListOf) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [leftOut, setLeftOut] = useState<LeftOut[]>([])
  const [problem, setProblem] = useState<Failure | null>(null)
  // The names that a text stood for when it was last sent: sent again, they are the same names and are added once.
  const last = useRef<{ text: string; names: NewName[] }>({ text: '', names: [] })
  // All that were sent, for those that are asked about later.
  const known = useRef(new Map<string, NewName>())

  async function add(names: NewName[]): Promise<SentNames> {
    setBusy(true)
    setProblem(null)
    const sent = await sendNames(names, (part) => addNames(of, list.id, part))
    setBusy(false)
    const figure = String(sent.added)
    setSaid(sent.added === 0 ? '' : m.promoter_added({ count: sent.added, figure }))
    setProblem(sent.failure)
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
    await ask()
  }

  async function addAnyway(left: LeftOut): Promise<void> {
    const one = known.current.get(left.id ?? '')
    if (one === undefined) return
    const { leftOut: now, failure } = await add([{ ...one, again: true }])
    if (failure === null)
      setLeftOut((before) => [...before.filter(({ id }) => id !== left.id), ...now])
    await ask()
  }

  return { text, setText, busy, said, leftOut, problem, submit, addAnyway }
}
