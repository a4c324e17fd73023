// Checking ages over the camera's picture: by eye with one tap, or by the barcode on the back of a licence.
import { Button } from '@maguey/ui/button.tsx'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import { Barcode, X } from 'lucide-react'
import { m } from '#messages'
import { AgeResult } from './age-result.tsx'
import type { AgeShown } from './use-ages.ts'

type AgeScreenProps = {
  minAge: number
  /** Whether licences are read here: the house wants it, and this phone can. */
  licences: 'read' | 'unable' | 'off'
  shown: AgeShown | null
  /** Seen by eye: of age or not. */
  onEye: (passed: boolean) => void
  onClear: () => void
  onClose: () => void
}

export function AgeScreen({ minAge, licences, shown, onEye, onClear, onClose }: AgeScreenProps) {
  return (
    <section
      aria-label={m.age_title({ age: minAge })}
      className="absolute inset-0 z-40 flex flex-col justify-between"
      data-testid="age-screen"
    >
      <header className="flex items-center gap-3 bg-night/90 px-4 pt-[max(0.75rem,env(safe-area-inset-top))] pb-3">
        <h1 className="min-w-0 flex-1 font-bold text-xl">{m.age_title({ age: minAge })}</h1>
        <IconButton
          icon={<X aria-hidden className="size-6" />}
          label={m.age_close()}
          onClick={onClose}
        />
      </header>
      <div className="grid min-h-0 flex-1 place-items-center p-4">
        {shown === null && licences === 'read' && <LicenceFrame />}
        {shown === null && licences === 'unable' && <Hint text={m.age_unable()} />}
        {shown !== null && <AgeResult minAge={minAge} onClear={onClear} shown={shown} />}
      </div>
      <footer className="bg-night/90 px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <div className="mx-auto flex max-w-md gap-3">
          <Button className="min-h-18 flex-1 text-lg" look="secondary" onClick={() => onEye(false)}>
            {m.age_under({ age: minAge })}
          </Button>
          <Button className="min-h-18 flex-1 text-lg" onClick={() => onEye(true)}>
            {m.age_seen({ age: minAge })}
          </Button>
        </div>
      </footer>
    </section>
  )
}

/** As wide and as low as the barcode on a licence. */
function LicenceFrame() {
  return (
    <div className="w-full max-w-md text-center">
      <div className="aspect-[3/1] rounded-card border-4 border-white shadow-[0_0_0_2px_rgb(0_0_0/0.6),inset_0_0_0_2px_rgb(0_0_0/0.6)]" />
      <div className="mt-4">
        <Hint text={m.age_aim()} />
      </div>
    </div>
  )
}

function Hint({ text }: { text: string }) {
  return (
    <p className="inline-flex items-center gap-2 rounded-card bg-night/85 px-4 py-2 text-left font-semibold text-ink">
      <Barcode aria-hidden className="size-6 shrink-0" />
      {text}
    </p>
  )
}
