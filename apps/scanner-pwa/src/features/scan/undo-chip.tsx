// For ten seconds after a green: takes it back. It lies above the green and the camera alike, so that no queue hides it.
import { RotateCcw } from 'lucide-react'
import { m } from '#messages'
import type { Answerable } from './answer-scan.ts'
import { nameLine, typeOf } from './who-lines.tsx'

type UndoChipProps = { offer: Answerable; onUndo: () => void }

export function UndoChip({ offer, onUndo }: UndoChipProps) {
  const { name, rest } = nameLine(offer.verdict)
  const whose = [name === '' ? rest : name, typeOf(offer.verdict)].filter(Boolean).join(' · ')
  return (
    <button
      className="pointer-events-auto flex min-h-14 max-w-[min(24rem,100%)] items-center gap-3 rounded-full border border-white/25 bg-night/90 px-5 text-left text-white active:bg-night"
      data-testid="undo"
      key={offer.scanId}
      onClick={onUndo}
      type="button"
    >
      <RotateCcw aria-hidden className="size-6 shrink-0" />
      <span className="shrink-0 font-bold text-lg">{m.door_undo()}</span>
      <span className="min-w-0 truncate text-white/85">{whose}</span>
      <span aria-hidden className="undo-time h-1.5 w-8 shrink-0 rounded-full bg-white/85" />
    </button>
  )
}
