// Sound and vibration for a verdict: three patterns that can be told apart without looking, over loud music.
import type { VerdictColour } from '@maguey/ticket-core/verdict'

type Tone = { hz: number; startS: number; lengthS: number; shape: OscillatorType }

// Green rises, amber repeats, red falls and holds: pitch and rhythm both differ.
const TONES: Record<VerdictColour, readonly Tone[]> = {
  green: [
    { hz: 880, startS: 0, lengthS: 0.09, shape: 'triangle' },
    { hz: 1_318, startS: 0.09, lengthS: 0.16, shape: 'triangle' },
  ],
  amber: [
    { hz: 660, startS: 0, lengthS: 0.11, shape: 'square' },
    { hz: 660, startS: 0.17, lengthS: 0.11, shape: 'square' },
  ],
  red: [
    { hz: 233, startS: 0, lengthS: 0.18, shape: 'sawtooth' },
    { hz: 156, startS: 0.18, lengthS: 0.42, shape: 'sawtooth' },
  ],
}

const VIBRATIONS_MS: Record<VerdictColour, readonly number[]> = {
  green: [60],
  amber: [90, 70, 90],
  red: [320, 90, 320],
}

const VOLUME = 0.7
const FADE_S = 0.015

export type VerdictFeedback = {
  play: (colour: VerdictColour, on: { sound: boolean; vibration: boolean }) => void
  /**
   * Browsers keep sound locked until the page was touched or a key pressed: call this from a touch, and once early,
   * since an installed app may play at once and opening the sound device takes long.
   */
  unlock: () => void
  /** True once sounds are audible. */
  isUnlocked: () => boolean
}

export function createVerdictFeedback(): VerdictFeedback {
  let audio: AudioContext | undefined

  const unlock = () => {
    if (typeof AudioContext !== 'function') return
    audio ??= new AudioContext()
    // Rejected until the page has been touched: the next touch tries again.
    if (audio.state !== 'running') audio.resume().catch(() => {})
  }

  return {
    unlock,
    isUnlocked: () => audio?.state === 'running',
    play: (colour, on) => {
      if (on.vibration && typeof navigator.vibrate === 'function') {
        navigator.vibrate([...VIBRATIONS_MS[colour]])
      }
      // Never opened here: that would delay painting the first verdict.
      if (!on.sound) return
      if (audio?.state === 'running') for (const tone of TONES[colour]) playTone(audio, tone)
    },
  }
}

function playTone(audio: AudioContext, tone: Tone): void {
  const startS = audio.currentTime + tone.startS
  const endS = startS + tone.lengthS
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = tone.shape
  oscillator.frequency.value = tone.hz
  gain.gain.setValueAtTime(0, startS)
  gain.gain.linearRampToValueAtTime(VOLUME, startS + FADE_S)
  gain.gain.setValueAtTime(VOLUME, endS - FADE_S)
  gain.gain.linearRampToValueAtTime(0, endS)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(startS)
  oscillator.stop(endS)
}
