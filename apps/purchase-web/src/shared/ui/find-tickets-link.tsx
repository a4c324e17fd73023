// The way out of a dead end for whoever has tickets somewhere: a mail with their links.
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { m } from '#messages'
import { Link } from './link.tsx'

export const FindTicketsLink = () => (
  <Link to="/find-tickets" className={buttonStyle.secondary}>
    {m.find_title()}
  </Link>
)
