// State of the night editor: what is saved, what is typed, and how the last attempt to save went.
import { hear } from '@maguey/ui/hear.ts'
import { type Answer, type Failure, isRefusal } from '@maguey/wire/failure'
import {
  type ManagedNight,
  type Night,
  type NightChange,
  type NightConflict,
  type NightHurt,
  type NightProblem,
  nightConflict,
  nightProblem,
} from '@maguey/wire/nights'
import { useCallback, useEffect, useRef, useState } from 'react'
import * as v from 'valibot'
import { useRetry } from '#shared/rpc/retry.ts'
import type { DraftStore, NightDraft } from './night-draft.ts'
import type { NightsApi } from './nights-api.ts'

export type Attempt =
  | { kind: 'none' }
  | { kind: 'saving' }
  | { kind: 'saved'; changes: readonly NightChange[]; told: number }
  | { kind: 'confirm'; changes: readonly NightChange[] }
  | { kind: 'problem'; problem: NightProblem }
  | { kind: 'conflict'; conflict: NightConflict }
  | { kind: 'failed'; failure: Failure }

export type EditorState =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure }
  | { state: 'open'; base: ManagedNight | null; night: Night; restoredMs: number | null }

export type NightEditor = ReturnType<typeof useNightEditor>

const same = (a: Night, b: Night) => JSON.stringify(a) === JSON.stringify(b)

/** Loads the night, or its draft, and holds the edited document. */
function useOpenNight(api: NightsApi, drafts: DraftStore, id: string, blank: (() => Night) | null) {
  const [editor, setEditor] = useState<EditorState>({ state: 'loading' })
  const revision = useRef(0)
  const blankRef = useRef(blank)

  /** Shows an answer. What was typed and isn't in it stays, on the screen and as a draft. */
  const show = useCallback(
    (base: ManagedNight, sent?: Night) => {
      const kept = drafts.read(id)
      const typed = kept !== null && (sent === undefined || !same(kept.night, sent))
      // Pausing a sale adds one revision. If there were more, somebody else has saved: the next save says so.
      if (!typed || sent !== undefined || base.revision <= revision.current + 1)
        revision.current = base.revision
      if (typed) drafts.keep(id, { ...kept, revision: revision.current })
      else drafts.drop(id)
      setEditor((before) => afterAnswer(before, base, sent))
    },
    [drafts, id],
  )

  const load = useCallback(async () => {
    const opened = openingOf(await api.read(id), drafts.read(id), blankRef.current)
    revision.current = opened.revision
    setEditor(opened.editor)
    if (opened.editor.state === 'open' && opened.editor.restoredMs === null) drafts.drop(id)
  }, [api, drafts, id])

  useEffect(() => {
    hear(load())
  }, [load])
  useRetry(editor.state === 'failed' ? editor.failure : null, load)

  const type = useCallback(
    (changes: Partial<Night>) =>
      setEditor((before) => {
        if (before.state !== 'open') return before
        const night = { ...before.night, ...changes }
        if (before.base !== null && same(night, before.base.night)) drafts.drop(id)
        else drafts.keep(id, { revision: revision.current, atMs: Date.now(), night })
        return { ...before, night }
      }),
    [drafts, id],
  )
  return { editor, revision, show, load, type }
}

/** @param blank the starting point of a night that nobody has saved yet */
export function useNightEditor(
  api: NightsApi,
  drafts: DraftStore,
  id: string,
  blank: (() => Night) | null,
  onSaved: () => void,
) {
  const { editor, revision, show, load, type } = useOpenNight(api, drafts, id, blank)
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'none' })

  const change = (changes: Partial<Night>) => {
    setAttempt((before) => (before.kind === 'saving' ? before : { kind: 'none' }))
    type(changes)
  }

  /** Resolves to true once everything is saved. */
  const save = async (confirmed: readonly NightHurt[] = []): Promise<boolean> => {
    if (editor.state !== 'open') return false
    setAttempt({ kind: 'saving' })
    const { night } = editor
    const edit = { eventId: id, night, expectedRevision: revision.current, confirmed }
    const answer = await api.save(edit)
    if (!answer.ok) {
      setAttempt(attemptOf(answer.failure))
      return false
    }
    const { saved, changes, told, ...base } = answer.value
    if (!saved) {
      setAttempt({ kind: 'confirm', changes })
      return false
    }
    show(base, night)
    setAttempt({ kind: 'saved', changes, told })
    onSaved()
    return true
  }

  const forget = () => setAttempt({ kind: 'none' })
  const discard = async () => {
    drafts.drop(id)
    forget()
    await load()
  }
  /** After a conflict: rebases what is on the screen onto the newest revision. */
  const keepMine = (newest: number) => {
    revision.current = newest
    forget()
  }
  const setState = async (state: 'draft' | 'published' | 'paused') => {
    const answer = await api.setState(id, state)
    if (!answer.ok) return setAttempt(attemptOf(answer.failure))
    show(answer.value)
    onSaved()
  }
  const dirty =
    editor.state === 'open' && (editor.base === null || !same(editor.night, editor.base.night))
  return { editor, attempt, dirty, change, save, discard, keepMine, setState, forget, load }
}

/** @param sent what the answer saved; absent if it saved no document, as when a sale is paused */
export function afterAnswer(before: EditorState, base: ManagedNight, sent?: Night): EditorState {
  const open = before.state === 'open' ? before : null
  const from = sent ?? open?.base?.night
  const typed = open !== null && from !== undefined && !same(open.night, from)
  return {
    state: 'open',
    base,
    night: typed ? open.night : base.night,
    restoredMs: typed && sent === undefined ? open.restoredMs : null,
  }
}

/** What is shown first: the draft if there is one, else the server's version, else a new night. */
function openingOf(
  answer: Answer<ManagedNight>,
  draft: NightDraft | null,
  blank: (() => Night) | null,
): { editor: EditorState; revision: number } {
  if (answer.ok) {
    const base = answer.value
    const kept = draft !== null && !same(draft.night, base.night) ? draft : null
    return {
      editor: {
        state: 'open',
        base,
        night: kept?.night ?? base.night,
        restoredMs: kept?.atMs ?? null,
      },
      // A draft is saved against the revision it is based on: if somebody else has saved since, the server says so.
      revision: kept?.revision ?? base.revision,
    }
  }
  const night = isRefusal(answer.failure, 'event_not_found') ? (draft?.night ?? blank?.()) : null
  return night
    ? {
        editor: { state: 'open', base: null, night, restoredMs: draft?.atMs ?? null },
        revision: 0,
      }
    : { editor: { state: 'failed', failure: answer.failure }, revision: 0 }
}

function attemptOf(failure: Failure): Attempt {
  if (isRefusal(failure, 'night_invalid')) {
    const problem = v.safeParse(nightProblem, failure.detail)
    if (problem.success) return { kind: 'problem', problem: problem.output }
  }
  if (isRefusal(failure, 'night_conflict')) {
    const conflict = v.safeParse(nightConflict, failure.detail)
    if (conflict.success) return { kind: 'conflict', conflict: conflict.output }
  }
  return { kind: 'failed', failure }
}
