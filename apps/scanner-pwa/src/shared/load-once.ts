// Loads something once per page. A load that failed, or took too long, is forgotten: the next caller tries again.

export class DeadlineError extends Error {
  override name = 'DeadlineError'
}

/** The promise, or a rejection with DeadlineError after `deadlineMs`. Anything later is ignored. */
export async function withDeadline<T>(promise: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError()), deadlineMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

export type LoadOnce<T> = {
  /** All callers during and after the load share its result. Rejects if this load failed or took too long. */
  get: () => Promise<T>
  /** Makes the next caller load again: for something that has died since. */
  forget: () => void
}

export function loadOnce<T>(load: () => Promise<T>, deadlineMs = 20_000): LoadOnce<T> {
  let loading: Promise<T> | undefined
  const begin = (): Promise<T> => {
    const begun = withDeadline(load(), deadlineMs)
    begun.catch(() => {
      if (loading === begun) loading = undefined
    })
    return begun
  }
  return {
    get: () => {
      loading ??= begin()
      return loading
    },
    forget: () => {
      loading = undefined
    },
  }
}
