// Sound and vibration for a verdict: three patterns that can be told apart without looking, over loud music.
import type { VerdictColour } from '@maguey/ticket-core/verdict'

type Tone = { hz: number; startS: number; lengthS: number; shape: OscillatorType }

// Told apart by rhythm alone, since loud music and a hand over the speaker leave little of a pitch: green is one short
// beat, amber four quick ones in two pairs, red one long one that doesn't let go.
const TONES: Record<VerdictColour, readonly Tone[]> = {
  green: [{ hz: 1_175, startS: 0, lengthS: 0.16, shape: 'triangle' }],
  amber: [0, 0.13, 0.36, 0.49].map((startS) => ({
    ...{ hz: 660, startS, lengthS: 0.08, shape: 'square' },
  })),
  red: [
    { hz: 233, startS: 0, lengthS: 0.9, shape: 'sawtooth' },
    { hz: 247, startS: 0, lengthS: 0.9, shape: 'sawtooth' },
  ],
}

/** The same rhythms: on, off, on. */
const VIBRATIONS_MS: Record<VerdictColour, readonly number[]> = {
  green: [120],
  amber: [80, 50, 80, 150, 80, 50, 80],
  red: [900],
}

const VOLUME = 0.6
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
