// What `hear` has heard, at the top of the page until it is closed. It lies below verdicts and above everything else.
import { Button } from './button.tsx'
import { forgetFailure, useFailure } from './hear.ts'
import { Notice } from './notice.tsx'
import { uiWords } from './words.ts'

export function FailureNotice() {
  if (!useFailure()) return null
  const words = uiWords()
  return (
    <div
      className="fixed inset-x-0 top-0 z-50 mx-auto max-w-lg bg-night p-3 pt-[max(0.75rem,env(safe-area-inset-top))]"
      role="alert"
    >
      <Notice title={words.failed} tone="danger">
        <p>{words.failedNext}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="secondary" onClick={() => location.reload()}>
            {words.reload}
          </Button>
          <Button look="quiet" onClick={forgetFailure}>
            {words.close}
          </Button>
        </div>
      </Notice>
    </div>
  )
}
