// The poster on the page: dropped in or chosen, cropped around what must stay in view, and said in words.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import type { Night } from '@maguey/wire/nights'
import { ImageUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { m } from '#messages'
import { NightField } from './night-field.tsx'
import type { PosterStore } from './poster-store.ts'
import { PosterView } from './poster-view.tsx'

type PosterFieldProps = {
  night: Night
  id: string
  url: string | null
  posters: PosterStore
  onChange: (changes: Partial<Night>) => void
  /** While the sizes are made and stored, the night isn't ready to be saved. */
  onBusy: (busy: boolean) => void
}

export function PosterField({ night, id, url, posters, onChange, onBusy }: PosterFieldProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'too_large' | 'no_picture' | 'refused'>(
    'idle',
  )
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: Blob | undefined) => {
    if (file === undefined) return
    setState('busy')
    onBusy(true)
    const put = await posters.put(id, file).finally(() => onBusy(false))
    if (typeof put === 'string') return setState(put)
    setState('idle')
    onChange({ image_url: put.path, image_focus: [50, 50] })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    hear(take(event.dataTransfer.files[0]))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button below
    <div className="grid gap-3" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <PosterView
        className="aspect-[4/5] w-full max-w-56 rounded-card"
        focus={night.image_focus}
        name={night.name}
        url={url}
      />
      <input
        accept="image/*"
        aria-label={m.night_poster()}
        className="sr-only"
        onChange={(event) => hear(take(event.target.files?.[0]))}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      <Button
        disabled={state === 'busy'}
        icon={<ImageUp aria-hidden className="size-5" />}
        look="secondary"
        onClick={() => input.current?.click()}
      >
        {state === 'busy' ? m.night_poster_busy() : m.night_poster_choose()}
      </Button>
      {state === 'idle' || state === 'busy' ? null : (
        <p className="font-semibold text-error text-sm" role="alert">
          {troubleWords(state)}
        </p>
      )}
      {url === null ? null : <PosterDetails night={night} onChange={onChange} />}
    </div>
  )
}

function troubleWords(trouble: 'too_large' | 'no_picture' | 'refused'): string {
  switch (trouble) {
    case 'too_large':
      return m.night_poster_too_large()
    case 'no_picture':
      return m.night_poster_no_picture()
    case 'refused':
      return m.night_poster_refused()
  }
}

function PosterDetails({ night, onChange }: Pick<PosterFieldProps, 'night' | 'onChange'>) {
  const [x, y] = night.image_focus
  return (
    <>
      <NightField
        label={m.night_poster_alt()}
        maxLength={300}
        onText={(text) => onChange({ image_alt: text || null })}
        path="image_alt"
        value={night.image_alt ?? ''}
      />
      <Slider
        label={m.night_poster_across()}
        onValue={(value) => onChange({ image_focus: [value, y] })}
        value={x}
      />
      <Slider
        label={m.night_poster_down()}
        onValue={(value) => onChange({ image_focus: [x, value] })}
        value={y}
      />
      <Button
        look="quiet"
        onClick={() => onChange({ image_url: null, image_alt: null, image_focus: [50, 50] })}
      >
        {m.night_poster_remove()}
      </Button>
    </>
  )
}

type SliderProps = { label: string; value: number; onValue: (value: number) => void }

function Slider({ label, value, onValue }: SliderProps) {
  return (
    <label className="block font-semibold text-sm">
      {label}
      <input
        className="h-11 w-full accent-agave"
        max={100}
        min={0}
        onChange={(event) => onValue(Number(event.target.value))}
        type="range"
        value={value}
      />
    </label>
  )
}
