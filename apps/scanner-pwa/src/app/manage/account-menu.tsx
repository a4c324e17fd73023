// Who is signed in, which language, the way back to the door and the way out.
import { CircleUserRound, DoorOpen, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { m } from '#messages'
import { Button } from '#shared/ui/button.tsx'
import { IconButton } from '#shared/ui/icon-button.tsx'
import { Sheet } from '#shared/ui/sheet.tsx'
import { LanguageSwitch } from './language-switch.tsx'

type AccountMenuProps = { email: string; onLeave: () => void }

export function AccountMenu({ email, onLeave }: AccountMenuProps) {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  return (
    <>
      <IconButton
        icon={<CircleUserRound aria-hidden className="size-6" />}
        label={m.manage_menu()}
        onClick={() => setOpen(true)}
      />
      <Sheet
        description={m.manage_signed_in_as({ email })}
        onOpenChange={setOpen}
        open={open}
        title={m.manage_menu()}
      >
        <div className="flex flex-col gap-4 pt-2">
          <div className="flex min-h-12 items-center justify-between gap-4">
            <span className="font-semibold">{m.manage_language()}</span>
            <LanguageSwitch />
          </div>
          <Button
            icon={<DoorOpen aria-hidden className="size-5" />}
            look="secondary"
            onClick={() => void navigate('/')}
          >
            {m.manage_signin_door()}
          </Button>
          <Button
            icon={<LogOut aria-hidden className="size-5" />}
            look="secondary"
            onClick={onLeave}
          >
            {m.manage_sign_out()}
          </Button>
        </div>
      </Sheet>
    </>
  )
}
