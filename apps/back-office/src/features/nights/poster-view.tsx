// A night's poster, cropped around its focus; without one, a shape generated from its name.

import { NightShape } from '@maguey/ui/brand/night-shape.tsx'
import { useState } from 'react'

type PosterViewProps = {
  url: string | null
  name: string
  focus: readonly [number, number]
  className?: string
}

export function PosterView({ url, name, focus, className = '' }: PosterViewProps) {
  // A picture that fails to load counts as missing.
  const [missing, setMissing] = useState<string | null>(null)
  if (url === null || url === missing) return <NightShape className={className} name={name} />
  return (
    <img
      alt=""
      className={`block bg-raised object-cover ${className}`}
      onError={() => setMissing(url)}
      src={url}
      style={{ objectPosition: `${focus[0]}% ${focus[1]}%` }}
    />
  )
}
