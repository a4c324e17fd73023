// What the browser’s tab and history say: one way for every page, whatever draws it.
import { useLayoutEffect } from 'react'

export function PageTitle({ children }: { children: string }) {
  useLayoutEffect(() => {
    document.title = children
  }, [children])
  return null
}
