// The shop's pages, each loaded when it is first needed.
import { useFace } from '@maguey/ui/brand/club-face.ts'
import { hear, useFailure } from '@maguey/ui/hear.ts'
import { Suspense, useState } from 'react'
import { getLocale, type Locale } from '#i18n'
import { changeLocale } from '#shared/locale/locale.ts'
import { CrashBoundary } from './crash-boundary.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { Pages } from './pages.tsx'
import { ScrollToTop } from './scroll-to-top.tsx'
import { Shell } from './shell.tsx'

/** A failure in an event handler or effect is treated like one while rendering. */
function Heard() {
  const failure = useFailure()
  if (failure) throw failure.error
  return null
}

export function App() {
  useFace()
  const [locale, setLocale] = useState<Locale>(getLocale)
  const switchTo = (next: Locale) => hear(changeLocale(next).then(() => setLocale(next)))
  return (
    <>
      <ScrollToTop />
      <Shell key={locale} locale={locale} onLocale={switchTo}>
        <CrashBoundary>
          <Heard />
          <Suspense fallback={<PageSkeleton />}>
            <Pages />
          </Suspense>
        </CrashBoundary>
      </Shell>
    </>
  )
}
