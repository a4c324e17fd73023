// A night's picture, at the width the screen needs; without one, or where it can't be had, an agave drawn from its name stands in.

import { NightShape } from '@maguey/ui/brand/night-shape.tsx'
import { useState } from 'react'
import { backdropSource, posterSource } from './poster-source.ts'

type PosterProps = {
  imageUrl: string | null
  name: string
  /** What the picture shows; without it the picture is decoration, as the name stands beside it as text. */
  alt?: string | null
  /** What must stay in view: per cent from the left and from the top. */
  focus?: readonly [number, number]
  /** The `sizes` of the responsive picture. */
  sizes: string
  className?: string
  /** The first picture on the page comes first over the network too. */
  eager?: boolean
}

export function Poster({
  imageUrl,
  name,
  alt = null,
  focus,
  sizes,
  className = '',
  eager = false,
}: PosterProps) {
  const [lost, setLost] = useState<string | null>(null)
  if (!imageUrl || lost === imageUrl) return <NightShape className={className} name={name} />
  return (
    <img
      {...posterSource(imageUrl)}
      sizes={sizes}
      alt={alt ?? ''}
      {...(focus && { style: { objectPosition: `${focus[0]}% ${focus[1]}%` } })}
      width={1200}
      height={1500}
      decoding="async"
      onError={() => setLost(imageUrl)}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      className={`bg-raised object-cover ${className}`}
    />
  )
}

/** The poster's colours behind the top of the page. */
export function PosterGlow({ imageUrl }: { imageUrl: string | null }) {
  return imageUrl ? (
    <div className="glow" aria-hidden>
      <img src={backdropSource(imageUrl)} alt="" />
    </div>
  ) : null
}
