// A link within the shop.
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { goTo } from '#shared/routing/address.ts'
import { embeddedPath, leavesFrame } from './embedded-path.ts'

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string }

export function Link({ to: path, ...anchor }: LinkProps) {
  const to = embeddedPath(path)
  if (leavesFrame(path)) return <a {...anchor} href={to} target="_top" />
  const follow = (click: MouseEvent) => {
    if (isForBrowser(click)) return
    click.preventDefault()
    goTo(to)
  }
  return <a {...anchor} href={to} onClick={follow} />
}

/** New tabs, windows and downloads are the browser's business. */
const isForBrowser = (click: MouseEvent): boolean =>
  click.button !== 0 || click.metaKey || click.altKey || click.ctrlKey || click.shiftKey
