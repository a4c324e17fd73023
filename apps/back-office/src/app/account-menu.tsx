// Who is signed in, the language, the link back to the scanner, and signing out.

import { Button } from '@maguey/ui/button.tsx'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { CircleUserRound, DoorOpen, KeyRound, LogOut } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { roleName } from '#features/staff/role-words.ts'
import { m } from '#messages'
import { LanguageSwitch } from './language-switch.tsx'
import { useOffice } from './office.ts'
import { runtime } from './runtime.ts'

/** `icon`: in a phone's header. `line`: name and role at the foot of the sidebar. */
export function AccountMenu({ look }: { look: 'icon' | 'line' }) {
  const [open, setOpen] = useState(false)
  const { me, email, onLeave } = useOffice()
  return (
    <>
      {look === 'icon' ? (
        <IconButton
          icon={<CircleUserRound aria-hidden className="size-6" />}
          label={m.menu()}
          onClick={() => setOpen(true)}
        />
      ) : (
        <button
          className="flex min-h-14 items-center gap-3 rounded-control px-3 text-left hover:bg-raised"
          onClick={() => setOpen(true)}
          type="button"
        >
          <CircleUserRound aria-hidden className="size-6 shrink-0 text-ink-soft" />
          <span className="min-w-0">
            <span className="block truncate font-semibold">{me.name}</span>
            <span className="block truncate text-ink-soft text-sm">{roleName(me.role)}</span>
            <span className="sr-only">{m.menu()}</span>
          </span>
        </button>
      )}
      <Sheet
        description={m.signed_in_as({ email })}
        onOpenChange={setOpen}
        open={open}
        title={m.menu()}
      >
        <div className="flex flex-col gap-4 pt-2">
          <div className="flex min-h-12 items-center justify-between gap-4">
            <span className="font-semibold">{m.language()}</span>
            <LanguageSwitch />
          </div>
          <a className={buttonStyle.secondary} href={runtime().scannerUrl}>
            <DoorOpen aria-hidden className="size-5" />
            {m.signin_door()}
          </a>
          <Link className={buttonStyle.secondary} onClick={() => setOpen(false)} to="/account">
            <KeyRound aria-hidden className="size-5" />
            {m.account_title()}
          </Link>
          <Button
            icon={<LogOut aria-hidden className="size-5" />}
            look="secondary"
            onClick={onLeave}
          >
            {m.sign_out()}
          </Button>
        </div>
      </Sheet>
    </>
  )
}
