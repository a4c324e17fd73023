// The rosette and the name, small, at the top of pages without a camera picture.
import logoUrl from '@maguey/ui/brand/icon.svg?url'

export function Wordmark() {
  return (
    <p className="flex items-center gap-3">
      <img alt="" className="size-10" height={40} src={logoUrl} width={40} />
      <span className="font-bold font-display text-xl">Maguey</span>
    </p>
  )
}
