// Who is signed in, which language, the way back to the door and the way out.
import { Button } from '@maguey/ui/button.tsx'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { CircleUserRound, DoorOpen, LogOut } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { LanguageSwitch } from './language-switch.tsx'
import { runtime } from './runtime.ts'

type AccountMenuProps = { email: string; onLeave: () => void }

export function AccountMenu({ email, onLeave }: AccountMenuProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        icon={<CircleUserRound aria-hidden className="size-6" />}
        label={m.menu()}
        onClick={() => setOpen(true)}
      />
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
          <a
            className="flex min-h-12 items-center justify-center gap-2 rounded-control border border-line-strong bg-raised px-5 font-semibold hover:border-ink-soft"
            href={runtime().scannerUrl}
          >
            <DoorOpen aria-hidden className="size-5" />
            {m.signin_door()}
          </a>
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
