// In whose manner the back office writes dates, times and money.
import { pickRegion } from '@maguey/ui/format/region.ts'
import { getLocale } from '#i18n'

/** The browser's flavour of the page's language, as in the shop. */
export const region = (): string => pickRegion(getLocale(), navigator.languages)
