// A night's poster, cropped around what must stay in view; without one, a shape drawn from its name.

import { NightShape } from '@maguey/ui/brand/night-shape.tsx'
import { useState } from 'react'

type PosterViewProps = {
  url: string | null
  name: string
  focus: readonly [number, number]
  className?: string
}

export function PosterView({ url, name, focus, className = '' }: PosterViewProps) {
  // A picture that can't be had is none.
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
