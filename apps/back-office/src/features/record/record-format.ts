// How the record's cells are written on the screen: by the venue's clock, in the reader's manner.

import { formatClock } from '@maguey/ui/format/moment.ts'
import { type CellFormat, say } from '@maguey/wire/night-record/cell-text'
import type { Words } from '@maguey/wire/night-record/section'
import type { RecordedNight } from '@maguey/wire/night-records'
import { getLocale } from '#i18n'
import { region } from '#shared/format/region.ts'

export const formatOf = (night: Pick<RecordedNight, 'timezone' | 'currency'>): CellFormat => ({
  locale: getLocale(),
  region: region(),
  timeZone: night.timezone,
  currency: night.currency,
  // The page's own style, which the club has chosen.
  clock: /[ap]\.?\s?m/i.test(formatClock(0, { region: 'en-US', timeZone: 'UTC' })) ? '12h' : '24h',
})

export const told = (words: Words): string => say(words, getLocale())
