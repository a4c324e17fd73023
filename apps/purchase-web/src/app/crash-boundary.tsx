// Catches what no page expected; what was typed is in storage, so that reloading is safe.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { Component, type ReactNode } from 'react'
import { m } from '#messages'

export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return (
      <div role="alert" className="mx-auto max-w-xl px-4 py-10">
        <h1 className="text-5xl">{m.crash_title()}</h1>
        <p className="my-5 text-lg text-ink-soft">{m.crash_body()}</p>
        <button type="button" className={buttonStyle.primary} onClick={() => location.reload()}>
          {m.reload()}
        </button>
      </div>
    )
  }
}
