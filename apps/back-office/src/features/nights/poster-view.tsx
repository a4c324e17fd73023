// A night's poster, cropped around what must stay in view; without one, a shape drawn from its name.

import { useState } from 'react'
import { posterShape } from './poster-shape.ts'

type PosterViewProps = {
  url: string | null
  name: string
  focus: readonly [number, number]
  className?: string
}

export function PosterView({ url, name, focus, className = '' }: PosterViewProps) {
  // A picture that can't be had is none.
  const [missing, setMissing] = useState<string | null>(null)
  if (url === null || url === missing) {
    const { hue, blades } = posterShape(name)
    return (
      <svg
        aria-hidden="true"
        className={`block bg-agave-wash ${className}`}
        preserveAspectRatio="xMidYMid slice"
        viewBox="-50 -50 100 100"
      >
        {blades.map(({ angle, length, width }) => (
          <path
            d={`M0 0 Q ${width} ${-length / 2} 0 ${-length} Q ${-width} ${-length / 2} 0 0`}
            fill={`hsl(${hue} 45% 50% / 0.55)`}
            key={angle}
            transform={`rotate(${angle})`}
          />
        ))}
      </svg>
    )
  }
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
