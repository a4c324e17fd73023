// One icon per cause of a verdict, since colour is never the only sign.
import type { VerdictIcon as IconName } from '@maguey/ticket-core/verdict-text'
import {
  BadgeCheck,
  Ban,
  BanknoteX,
  CalendarX2,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  Keyboard,
  LogOut,
  type LucideIcon,
  PhoneOff,
  Repeat2,
  RotateCcw,
  SearchX,
  ShieldAlert,
  ShieldCheck,
  Signpost,
  TicketX,
  Undo2,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react'

const ICONS: Record<IconName, LucideIcon> = {
  check: CircleCheck,
  'check-return': Undo2,
  'check-new': BadgeCheck,
  exit: LogOut,
  shield: ShieldCheck,
  question: CircleQuestionMark,
  repeat: Repeat2,
  calendar: CalendarX2,
  signpost: Signpost,
  refund: BanknoteX,
  ban: Ban,
  clock: Clock,
  forgery: ShieldAlert,
  keyboard: Keyboard,
  'no-ticket': TicketX,
  'no-match': SearchX,
  'phone-off': PhoneOff,
  hand: UserRoundCheck,
  'turned-away': UserRoundX,
  undo: RotateCcw,
}

type VerdictIconProps = { name: IconName; className: string; strokeWidth?: number }

export function VerdictIcon({ name, className, strokeWidth = 2.25 }: VerdictIconProps) {
  const Icon = ICONS[name]
  return <Icon aria-hidden className={className} strokeWidth={strokeWidth} />
}
