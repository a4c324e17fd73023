// Keeps a page that fails to render, or whose script fails to load, from taking the navigation down with it.
import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { uiWords } from '@maguey/ui/words.ts'
import { Component, type ReactNode } from 'react'

export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    const words = uiWords()
    return (
      <Notice title={words.failed} tone="danger">
        <p className="mb-3">{words.failedNext}</p>
        <Button look="secondary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </Notice>
    )
  }
}
