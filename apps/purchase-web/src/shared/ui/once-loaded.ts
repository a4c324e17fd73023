// A component that is asked for before it is drawn: at once where it is there by then, without a skeleton in between.
import { type ComponentType, lazy } from 'react'

/**
 * @returns what to draw: the same component every time, since another one would be drawn anew and forget what is typed,
 * open or focused in it
 */
export function onceLoaded<Props>(
  loading: Promise<ComponentType<Props>>,
): () => ComponentType<Props> {
  const Lazy = lazy(() => loading.then((component) => ({ default: component })))
  let loaded: ComponentType<Props> | undefined
  let drawn: ComponentType<Props> | undefined
  loading.then(
    (component) => {
      loaded = component
    },
    // The lazy one reports it.
    () => undefined,
  )
  return () => {
    drawn ??= loaded ?? (Lazy as unknown as ComponentType<Props>)
    return drawn
  }
}
