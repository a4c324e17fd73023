// What the browser's tab and history say. Preact doesn't hoist `<title>` as React does.
import { useLayoutEffect } from 'react'

export function PageTitle({ children }: { children: string }) {
  useLayoutEffect(() => {
    document.title = children
  }, [children])
  return null
}
