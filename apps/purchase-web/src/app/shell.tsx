// What stands around every page: the name, the language, the way to one's tickets, and the truth about the network.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'
import { Rosette } from '@maguey/ui/brand/rosette.tsx'
import { useOnline } from '@maguey/ui/device/use-online.ts'
import { Languages, Ticket, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Locale } from '#i18n'
import { m } from '#messages'
import { EMBEDDED } from '#shared/ui/embedded-path.ts'
import { Link } from '#shared/ui/link.tsx'

type ShellProps = { locale: Locale; onLocale: (locale: Locale) => void; children: ReactNode }

export function Shell({ locale, onLocale, children }: ShellProps) {
  const online = useOnline()
  const { name } = useFace()
  if (EMBEDDED) return <main className="relative isolate pb-6">{children}</main>
  return (
    <div className="relative isolate flex min-h-svh flex-col">
      <a
        href="#content"
        className="fixed top-3 left-3 z-30 rounded-control bg-ink px-4 py-3 font-semibold text-night not-focus:sr-only"
      >
        {m.skip_to_content()}
      </a>
      <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-1 px-4 py-2.5 sm:px-8 sm:py-4">
        <Link to="/" className="mr-auto flex min-h-11 items-center gap-2 rounded-control pr-3">
          <ClubMark className="size-8" />
          <span className="max-w-[11rem] truncate font-display text-2xl font-extrabold tracking-tight max-[22.5rem]:sr-only sm:max-w-sm">
            {name}
          </span>
        </Link>
        <Link
          to="/tickets"
          className="flex min-h-11 items-center gap-1.5 rounded-control px-2 font-semibold whitespace-nowrap hover:bg-raised sm:px-3"
        >
          <Ticket aria-hidden className="size-5 text-agave max-[26rem]:hidden" />
          {m.my_tickets()}
        </Link>
        <LanguageSwitch locale={locale} onLocale={onLocale} />
      </header>
      <div aria-live="polite">
        {online ? null : (
          <p className="mx-auto mb-3 flex w-fit items-center gap-2 rounded-full bg-ink px-4 py-2 text-sm font-medium text-night">
            <WifiOff aria-hidden className="size-4" />
            {m.offline_strip()}
          </p>
        )}
      </div>
      {/* At least a screen tall: the footer never jumps up while content is on its way. */}
      <main id="content" tabIndex={-1} className="min-h-svh flex-1 outline-none">
        {children}
      </main>
      <Footer />
    </div>
  )
}

function LanguageSwitch({ locale, onLocale }: Pick<ShellProps, 'locale' | 'onLocale'>) {
  const other = locale === 'en' ? 'es' : 'en'
  return (
    <button
      type="button"
      lang={other}
      onClick={() => onLocale(other)}
      className="flex min-h-11 items-center gap-1.5 rounded-control px-2 font-semibold hover:bg-raised sm:px-3"
    >
      <Languages aria-hidden className="size-5 text-agave max-[26rem]:hidden" />
      {other === 'es' ? 'Español' : 'English'}
    </button>
  )
}

function Footer() {
  return (
    <footer className="mx-auto mt-16 w-full max-w-6xl px-4 pb-10 sm:px-8">
      <div className="stub-tear mb-6" />
      <div className="flex flex-wrap items-start gap-x-3 text-sm text-ink-soft sm:items-center">
        <Rosette className="size-6 shrink-0 text-agave" />
        <div className="min-w-0 flex-1 basis-56 gap-x-8 space-y-1 sm:flex sm:space-y-0">
          <p>{m.footer_promise()}</p>
          <p>{m.footer_door()}</p>
        </div>
        <Link
          to="/club"
          className="ml-auto flex min-h-11 items-center font-semibold text-ink underline"
        >
          {m.club_link()}
        </Link>
      </div>
    </footer>
  )
}
