// The order's receipt and credit notes, as the customer has them.

import { Button } from '@maguey/ui/button.tsx'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { OrdersApi } from './orders-api.ts'

type ReceiptButtonProps = { order: DeskOrder['order']; read: OrdersApi['receipts'] }

/** Only what was paid for and sold has a receipt. */
export const hasReceipt = ({ completed_at, kind, total_amount }: DeskOrder['order']): boolean =>
  completed_at !== null && kind === 'sale' && Number(total_amount) > 0

export function ReceiptButton({ order, read }: ReceiptButtonProps) {
  const [making, setMaking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function save(): Promise<void> {
    setMaking(true)
    setProblem(null)
    const answer = await read(order.id)
    setMaking(false)
    if (!answer.ok) {
      setProblem(failureWords(answer.failure))
      return
    }
    saveFile(answer.value, `${order.number}.pdf`)
  }

  return (
    <>
      <Button
        disabled={making}
        icon={<ReceiptText aria-hidden className="size-5" />}
        look="secondary"
        onClick={() => hear(save())}
      >
        {making ? m.order_receipt_working() : m.order_receipt()}
      </Button>
      {problem !== null && <Notice title={problem} tone="danger" />}
    </>
  )
}
