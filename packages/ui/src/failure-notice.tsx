// What `hear` has heard, at the top of the page until it is closed: below verdicts, above everything else.
import { Button } from './button.tsx'
import { forgetFailure, useFailure } from './hear.ts'
import { Notice } from './notice.tsx'
import { uiWords } from './words.ts'

/** Live from the start, which also keeps it readable and within reach while a dialog hides the rest of the page. */
export function FailureNotice() {
  const failed = useFailure() !== undefined
  return (
    <div
      aria-live="assertive"
      className="pointer-events-auto fixed inset-x-0 top-0 z-55 mx-auto max-w-lg"
    >
      {failed && <WhatToDo />}
    </div>
  )
}

function WhatToDo() {
  const words = uiWords()
  return (
    <div className="bg-night p-3 pt-[max(0.75rem,env(safe-area-inset-top))]">
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
