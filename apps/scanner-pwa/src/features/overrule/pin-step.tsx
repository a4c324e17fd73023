// Six digits on a pad for gloves; the sixth checks them.
import { hashPin, PIN_LENGTH } from '@maguey/ticket-core/door-pin'
import { hear } from '@maguey/ui/hear.ts'
import { Delete, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ManagerRow } from '#db/rows.ts'
import { m } from '#messages'
import type { PinAnswer, PinTries } from './pin-tries.ts'

type PinStepProps = { manager: ManagerRow; tries: PinTries; onRight: () => void }

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'back'] as const

export function PinStep({ manager, tries, onRight }: PinStepProps) {
  const [pin, setPin] = useState('')
  const [checking, setChecking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const pauseMs = usePause(tries, trouble)
  const blocked = checking || pauseMs > 0

  const check = async (whole: string) => {
    setChecking(true)
    try {
      const answer = await tries.check(manager.id, () => isPinOf(manager, whole))
      if (answer.right) onRight()
      else setTrouble(wordsOf(answer))
    } catch {
      // Not counted, so not checked: this phone can't store anything now.
      setTrouble(m.door_pin_failed())
    } finally {
      setPin('')
      setChecking(false)
    }
  }

  const press = (key: (typeof KEYS)[number]) => {
    const next = key === 'back' ? pin.slice(0, -1) : pin + key
    setPin(next)
    if (next.length === PIN_LENGTH) hear(check(next))
  }

  return (
    <div className="mx-auto flex w-full max-w-xs flex-col gap-3 flat:grid flat:max-w-none flat:grid-cols-2 flat:gap-6">
      <div className="flex flex-col gap-3">
        <p className="text-center font-semibold">{m.door_pin_of({ name: manager.name })}</p>
        <Dots filled={pin.length} />
        <p aria-live="assertive" className="min-h-6 text-center font-semibold text-verdict-amber">
          {pauseMs > 0 ? m.door_pin_pause({ span: minutesAndSeconds(pauseMs) }) : trouble}
        </p>
      </div>
      <div className="grid grid-cols-3 gap-2 flat:gap-1.5">
        {KEYS.map((key) =>
          key === '' ? (
            <span className="grid place-items-center" key="busy">
              {checking && <LoaderCircle aria-hidden className="size-7 animate-spin" />}
            </span>
          ) : (
            <button
              aria-label={key === 'back' ? m.door_pin_back() : undefined}
              className="grid min-h-16 place-items-center rounded-control bg-raised font-bold text-2xl active:bg-line disabled:opacity-50 short:min-h-13 flat:min-h-11"
              disabled={blocked || (key === 'back' && pin === '')}
              key={key}
              onClick={() => press(key)}
              type="button"
            >
              {key === 'back' ? <Delete aria-hidden className="size-7" /> : key}
            </button>
          ),
        )}
      </div>
    </div>
  )
}

function Dots({ filled }: { filled: number }) {
  return (
    <p
      aria-label={m.door_pin_typed({ typed: filled, length: PIN_LENGTH })}
      className="flex justify-center gap-3"
      role="img"
    >
      {Array.from({ length: PIN_LENGTH }, (_, nth) => nth).map((nth) => (
        <span
          className={`size-4 rounded-full border-2 border-ink ${nth < filled ? 'bg-ink' : ''}`}
          key={nth}
        />
      ))}
    </p>
  )
}

/** Counts down every second while there is a pause. */
function usePause(tries: PinTries, after: unknown): number {
  const [pauseMs, setPauseMs] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wrong PIN may have begun a pause
  useEffect(() => {
    const look = () => {
      tries.pauseMs().then(setPauseMs, () => setPauseMs(0))
    }
    look()
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [tries, after])
  return pauseMs
}

function wordsOf(answer: Exclude<PinAnswer, { right: true }>): string {
  return answer.triesLeft === 0 ? '' : m.door_pin_wrong({ count: answer.triesLeft })
}

const minutesAndSeconds = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

async function isPinOf({ salt, hash, iterations }: ManagerRow, pin: string): Promise<boolean> {
  const told = await hashPin(crypto.subtle, pin, { salt: bytesOf(salt), iterations })
  const right = bytesOf(hash)
  return told.length === right.length && told.every((byte, nth) => byte === right[nth])
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0))
}
