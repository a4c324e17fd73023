// The language of the back office on this device. Switching reloads the page.
import { hear } from '@maguey/ui/hear.ts'
import { LanguageSwitch as Switch } from '@maguey/ui/language-switch.tsx'
import { getLocale, locales, setLocale } from '#i18n'

export function LanguageSwitch() {
  const choose = (locale: (typeof locales)[number]) => hear(setLocale(locale))
  return <Switch current={getLocale()} locales={locales} onChoose={choose} />
}
