// The editor of one night: the page that its customer will see, changed in place, with the phone beside it on a desk.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Loading } from '@maguey/ui/loading.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { ManagedNight, Night } from '@maguey/wire/nights'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { BackLink } from '#shared/page/back-link.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { isSignedOut } from '#shared/rpc/retry.ts'
import { AttemptDialogs } from './attempt-dialogs.tsx'
import { CancellationProgress, CancelNight } from './cancel-section.tsx'
import { DoorSalesSection } from './door-sales-section.tsx'
import { DoorSection, PoolsSection } from './door-section.tsx'
import type { DraftStore } from './night-draft.ts'
import { ProblemContext } from './night-field.tsx'
import { NightPreview } from './night-preview.tsx'
import { stateWords } from './night-words.ts'
import type { NightsApi } from './nights-api.ts'
import { FactsSection, SaleSection, TitleField } from './page-section.tsx'
import { PosterField } from './poster-field.tsx'
import type { PosterStore } from './poster-store.ts'
import { SaveBar } from './save-bar.tsx'
import { TypesSection } from './types-section.tsx'
import { type NightEditor, useNightEditor } from './use-night-editor.ts'
import { WaitingOfNight } from './waiting-figures.tsx'

type NightEditorProps = {
  api: NightsApi
  drafts: DraftStore
  posters: PosterStore
  id: string
  /** What a new night begins as; null when there should be one. */
  blank: (() => Night) | null
  shopUrl: string | null
  posterUrl: (path: string) => string
  onSaved: () => void
  onSessionExpired: () => void
}

export function NightEditorScreen(props: NightEditorProps) {
  const hand = useNightEditor(props.api, props.drafts, props.id, props.blank, props.onSaved)
  const { editor, attempt } = hand
  const { onSessionExpired } = props
  const signedOut = editor.state === 'failed' && isSignedOut(editor.failure)
  useEffect(() => {
    if (signedOut) onSessionExpired()
  }, [signedOut, onSessionExpired])
  useEffect(() => {
    if (attempt.kind !== 'problem') return
    // To the field that is wrong, open where it is folded away.
    const field = document.querySelector<HTMLElement>(
      `main [name="${CSS.escape(attempt.problem.field)}"]`,
    )
    field?.closest('details')?.setAttribute('open', '')
    field?.focus()
  }, [attempt])
  switch (editor.state) {
    case 'loading':
      return <Loading />
    case 'failed':
      return <FailureNotice failure={editor.failure} />
    case 'open':
      return <OpenEditor {...props} {...editor} hand={hand} />
  }
}

type OpenProps = NightEditorProps & {
  hand: NightEditor
  base: ManagedNight | null
  night: Night
  restoredMs: number | null
}

function OpenEditor(props: OpenProps) {
  const { hand, base, night, posterUrl } = props
  const { attempt, change, save, setState } = hand
  const [busy, setBusy] = useState(false)
  const image = night.image_url === null ? null : posterUrl(night.image_url)
  const publish = async () => {
    if (hand.dirty && !(await save())) return
    await setState('published')
  }
  return (
    <ProblemContext value={attempt.kind === 'problem' ? attempt.problem : null}>
      <div className="@container">
        <div className="grid grid-cols-1 items-start gap-8 @min-[60rem]:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 grid-cols-1 gap-5">
            <EditorHead {...props} />
            {base?.state === 'cancelled' ? (
              <CancellationProgress api={props.api} currency={night.currency} id={props.id} />
            ) : null}
            {base === null ? null : <WaitingOfNight api={props.api} id={props.id} />}
            {/* A cancelled night is read, not edited. */}
            <fieldset
              className="grid min-w-0 grid-cols-1 gap-5"
              disabled={base?.state === 'cancelled'}
            >
              <div className="grid grid-cols-1 items-center gap-4 @min-[36rem]:grid-cols-[14rem_minmax(0,1fr)]">
                <PosterField
                  id={props.id}
                  night={night}
                  onBusy={setBusy}
                  onChange={change}
                  posters={props.posters}
                  url={image}
                />
                <TitleField night={night} onChange={change} />
              </div>
              <FactsSection night={night} onChange={change} />
              <TypesSection night={night} onChange={change} taken={base?.taken ?? {}} />
              <SaleSection night={night} onChange={change} />
              <PoolsSection night={night} onChange={change} />
              <DoorSection night={night} onChange={change} />
            </fieldset>
            {base === null || base.state === 'cancelled' ? null : (
              <DoorSalesSection api={props.api} id={props.id} />
            )}
            {base === null || base.state === 'cancelled' ? null : <StateButtons {...props} />}
            {base?.state === 'cancelled' ? null : (
              <SaveBar
                attempt={attempt}
                base={base}
                busy={busy}
                dirty={hand.dirty}
                onPublish={() => hear(publish())}
                onSave={() => hear(save())}
              />
            )}
          </div>
          <div className="sticky top-5 hidden @min-[60rem]:block">
            <NightPreview night={night} posterUrl={image} />
          </div>
        </div>
      </div>
      <AttemptDialogs
        attempt={attempt}
        onClose={hand.forget}
        onConfirm={(confirmed) => hear(save(confirmed))}
        onKeepMine={hand.keepMine}
        onTakeTheirs={() => hear(hand.discard())}
      />
    </ProblemContext>
  )
}

function EditorHead({ id, base, hand, restoredMs, shopUrl }: OpenProps) {
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <BackLink to="/nights">{m.nav_nights()}</BackLink>
        <span
          className="rounded-full bg-raised px-3 py-1 font-semibold text-sm"
          data-testid="state"
        >
          {base === null ? m.night_state_new() : stateWords(base.state)}
        </span>
        {base !== null && base.state !== 'draft' && shopUrl !== null ? (
          <a
            className="inline-flex min-h-11 items-center font-semibold text-agave underline"
            href={`${shopUrl}/events/${base.slug}`}
            rel="noreferrer"
            target="_blank"
          >
            {m.night_open_shop()}
          </a>
        ) : null}
        {base !== null && base.state !== 'draft' ? (
          <Link
            className="inline-flex min-h-11 items-center font-semibold text-agave underline"
            to={`/record/${id}`}
          >
            {m.record_link()}
          </Link>
        ) : null}
      </div>
      {restoredMs !== null && hand.dirty ? (
        <Notice title={m.night_restored_title()}>
          <p>{m.night_restored_body()}</p>
          {base === null ? null : (
            <Button className="mt-3" look="secondary" onClick={() => hear(hand.discard())}>
              {m.night_discard()}
            </Button>
          )}
        </Notice>
      ) : null}
    </header>
  )
}

function StateButtons({ api, base, hand, id, onSaved }: OpenProps) {
  if (base === null) return null
  const { state, buyers } = base
  return (
    <div className="flex flex-wrap gap-3">
      {state === 'published' ? (
        <Button look="secondary" onClick={() => hear(hand.setState('paused'))}>
          {m.night_pause()}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button onClick={() => hear(hand.setState('published'))}>{m.night_resume()}</Button>
      ) : null}
      {state === 'published' && buyers === 0 ? (
        <Button look="secondary" onClick={() => hear(hand.setState('draft'))}>
          {m.night_unpublish()}
        </Button>
      ) : null}
      {state === 'published' || state === 'paused' ? (
        <CancelNight
          api={api}
          buyers={buyers}
          id={id}
          onCancelled={() => {
            onSaved()
            hear(hand.load())
          }}
        />
      ) : null}
    </div>
  )
}
