// One tap for each language, by its own name, so that whoever needs it can read it.
import { uiWords } from './words.ts'

const NAMES: Record<string, string> = { en: 'English', es: 'Español' }

type LanguageSwitchProps<L extends string> = {
  locales: readonly L[]
  current: L
  onChoose: (locale: L) => void
}

export function LanguageSwitch<L extends string>({
  locales,
  current,
  onChoose,
}: LanguageSwitchProps<L>) {
  return (
    <fieldset className="flex rounded-full border border-line-strong bg-night p-0.5">
      <legend className="sr-only">{uiWords().language}</legend>
      {locales.map((locale) => (
        <button
          aria-pressed={locale === current}
          className="min-h-11 min-w-11 rounded-full px-3 font-semibold text-sm uppercase aria-pressed:bg-agave aria-pressed:text-on-agave"
          key={locale}
          lang={locale}
          onClick={() => onChoose(locale)}
          type="button"
        >
          {locale} <span className="sr-only">{NAMES[locale]}</span>
        </button>
      ))}
    </fieldset>
  )
}
