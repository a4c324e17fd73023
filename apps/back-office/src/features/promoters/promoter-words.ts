// What is agreed with a promoter, in a few words.

import { formatAmount } from '@maguey/ui/format/money.ts'
import type { Promoter } from '@maguey/wire/promoters'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export function commissionWords(promoter: Promoter): string {
  const { commission_per: per, commission_percent: percent, commission_amount: amount } = promoter
  if (per === 'none') return m.promoter_pays_none()
  if (percent !== null) {
    const style = { style: 'percent', maximumFractionDigits: 2 } as const
    const what = new Intl.NumberFormat(region(), style).format(Number(percent) / 100)
    return m.promoter_pays_percent({ what })
  }
  const what = formatAmount(amount ?? '0', promoter.commission_currency ?? 'usd', region(), 'short')
  return per === 'sale' ? m.promoter_pays_sale({ what }) : m.promoter_pays_head({ what })
}

/** The private link. Its token stands where no server sees it. */
export const linkOf = (shopUrl: string, promoterId: string, token: string): string =>
  `${shopUrl}/promoters/${promoterId}#${token}`
