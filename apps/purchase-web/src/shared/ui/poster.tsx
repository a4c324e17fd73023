// A night's picture, at the width the screen needs; without one, the agave stands in.

import { Rosette } from '@maguey/ui/brand/rosette.tsx'
import { backdropSource, posterSource } from './poster-source.ts'

type PosterProps = {
  imageUrl: string | null
  /** The `sizes` of the responsive picture. */
  sizes: string
  className?: string
  /** The first picture on the page comes first over the network too. */
  eager?: boolean
}

/** Decorative: the night's name always stands beside it as text. */
export function Poster({ imageUrl, sizes, className = '', eager = false }: PosterProps) {
  if (!imageUrl) {
    return (
      <div className={`grid place-items-center bg-agave-wash ${className}`}>
        <Rosette className="size-2/5 text-agave" />
      </div>
    )
  }
  return (
    <img
      {...posterSource(imageUrl)}
      sizes={sizes}
      alt=""
      width={1200}
      height={1500}
      decoding="async"
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
