// English or Spanish, one tap, remembered on this device.
import { getLocale, type Locale, locales, setLocale } from '#i18n'
import { m } from '#messages'

const NAMES: Record<Locale, string> = { en: 'English', es: 'Español' }

export function LanguageSwitch() {
  const current = getLocale()
  return (
    <fieldset className="flex rounded-full border border-line-strong bg-night p-0.5">
      <legend className="sr-only">{m.manage_language()}</legend>
      {locales.map((locale) => (
        <button
          aria-pressed={locale === current}
          className="min-h-11 min-w-11 rounded-full px-3 font-semibold text-sm uppercase aria-pressed:bg-agave aria-pressed:text-on-agave"
          key={locale}
          lang={locale}
          onClick={() => void setLocale(locale)}
          type="button"
        >
          {locale} <span className="sr-only">{NAMES[locale]}</span>
        </button>
      ))}
    </fieldset>
  )
}
