// Names onto a list: one, or a whole paste. What can't be added stays in the field, or is asked about.

import { readNames } from '@maguey/ticket-core/read-names'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { LeftOut, NewName } from '@maguey/wire/guest-lists'
import { sendNames } from '@maguey/wire/send-names'
import { type FormEvent, useId, useRef, useState } from 'react'
import { m } from '#messages'
import { addNames } from '#shared/api/promoter-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import type { ListOf } from './list-of.ts'
import { whyLeftOut } from './list-words.ts'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const newId = () => uuidV7({ nowMs: Date.now(), randomBytes })

const lineOf = ({ name, plus }: { name: string; plus: number }) =>
  plus === 0 ? name : `${name} +${plus}`

export function NamesForm({ list, of, ask }: ListOf) {
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
  return (
    <form className="mt-5" onSubmit={send}>
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
        value={text}
        onChange={(typed) => setText(typed.target.value)}
      />
      <p id={`${id}-note`} className="mt-1.5 text-sm text-ink-soft">
        {m.promoter_add_hint({ figure: String(list.most_plus) })}
      </p>
      <button
        type="submit"
        disabled={busy || count === 0}
        className={`${buttonStyle.primary} mt-3 w-full`}
      >
        {busy ? m.promoter_adding() : label}
      </button>
      <p role="status" className="mt-2 text-ink-soft empty:hidden">
        {said}
      </p>
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
      {problem ? <ProblemNotice problem={problem} safe={m.promoter_names_safe()} /> : null}
    </form>
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

  async function add(names: NewName[]): Promise<LeftOut[] | null> {
    setBusy(true)
    setProblem(null)
    const sent = await sendNames(names, (part) => addNames(of, list.id, part))
    setBusy(false)
    setSaid(
      sent.added === 0 ? '' : m.promoter_added({ count: sent.added, figure: String(sent.added) }),
    )
    if (sent.failure) {
      setProblem(sent.failure)
      last.current = { text: sent.unsent.map(lineOf).join('\n'), names: sent.unsent }
      setText(last.current.text)
    }
    await ask()
    return sent.failure ? null : sent.leftOut
  }

  async function submit(): Promise<void> {
    const names =
      last.current.text === text && text !== ''
        ? last.current.names
        : readNames(text).map((read) => ({ ...read, id: newId() }))
    last.current = { text, names }
    const left = await add(names)
    if (left === null) return
    setLeftOut(left)
    // What can be mended stays to be mended.
    const plusOf = new Map(names.map(({ id, plus }) => [id, plus]))
    const again = left
      .filter(({ why }) => why !== 'twin')
      .map(({ id, name }) => lineOf({ name, plus: plusOf.get(id ?? '') ?? 0 }))
    setText(again.join('\n'))
  }

  async function addAnyway(left: LeftOut): Promise<void> {
    const known = last.current.names.find(({ id }) => id === left.id)
    if (known === undefined) return
    const refused = await add([{ ...known, again: true }])
    if (refused === null) return
    setLeftOut((before) => [...before.filter(({ id }) => id !== left.id), ...refused])
  }

  return { text, setText, busy, said, leftOut, problem, submit, addAnyway }
}
