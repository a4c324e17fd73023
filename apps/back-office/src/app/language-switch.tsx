// The language of this device's back office. The page starts anew in it.
import { hear } from '@maguey/ui/hear.ts'
import { LanguageSwitch as Switch } from '@maguey/ui/language-switch.tsx'
import { getLocale, locales, setLocale } from '#i18n'

export function LanguageSwitch() {
  const choose = (locale: (typeof locales)[number]) => hear(setLocale(locale))
  return <Switch current={getLocale()} locales={locales} onChoose={choose} />
}
