// A link within the shop. react-router's own brings prefetching and forms along, which the first script can't afford.
import { hear } from '@maguey/ui/hear.ts'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { type To, useHref, useNavigate } from 'react-router'

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: To }

export function Link({ to, ...anchor }: LinkProps) {
  const href = useHref(to)
  const navigate = useNavigate()
  const follow = (click: MouseEvent) => {
    if (isForBrowser(click)) return
    click.preventDefault()
    hear(navigate(to))
  }
  return <a {...anchor} href={href} onClick={follow} />
}

/** New tabs, windows and downloads are the browser's business. */
const isForBrowser = (click: MouseEvent): boolean =>
  click.button !== 0 || click.metaKey || click.altKey || click.ctrlKey || click.shiftKey
