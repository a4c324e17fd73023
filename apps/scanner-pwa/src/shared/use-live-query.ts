// A Dexie query that a component subscribes to: reruns whenever the data it read has changed, in any tab.
import { liveQuery } from 'dexie'
import { useEffect, useState } from 'react'

/** Undefined until the first result. `query` must be stable (module level or useCallback). */
export function useLiveQuery<T>(query: () => Promise<T>): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({
      next: setValue,
      // The screen keeps what it has; a storage failure is reported by the scan that hits it.
      error: () => {},
    })
    return () => subscription.unsubscribe()
  }, [query])
  return value
}
