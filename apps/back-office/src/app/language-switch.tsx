// The language of this device's back office. The page starts anew in it.
import { LanguageSwitch as Switch } from '@maguey/ui/language-switch.tsx'
import { getLocale, locales, setLocale } from '#i18n'

export function LanguageSwitch() {
  const choose = (locale: (typeof locales)[number]) => void setLocale(locale)
  return <Switch current={getLocale()} locales={locales} onChoose={choose} />
}
