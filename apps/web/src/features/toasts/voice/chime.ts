const ATTACK_S = 0.012
const GAIN_MAX = 0.5
const SILENCE = 0.0001

interface Tone {
  readonly at: number
  readonly hz: number
  readonly seconds: number
}

/** Two soft rising tones. */
const CALM: readonly Tone[] = [
  { at: 0, hz: 587, seconds: 0.22 },
  { at: 0.2, hz: 784, seconds: 0.38 },
]

/** Falling pairs, three times: nothing else on a desk sounds like it. */
const URGENT: readonly Tone[] = [0, 0.55, 1.1].flatMap((start) => [
  { at: start, hz: 988, seconds: 0.2 },
  { at: start + 0.22, hz: 698, seconds: 0.26 },
])

/** Plays the sound of a severity; `volume` from 0 to 1. Made here: no file has to come from anywhere. */
export function playChime(audio: AudioContext, critical: boolean, volume: number): void {
  if (volume <= 0) return
  const start = audio.currentTime + ATTACK_S
  for (const tone of critical ? URGENT : CALM) {
    playTone(audio, { ...tone, at: start + tone.at }, { shape: critical ? 'triangle' : 'sine', volume })
  }
}

function playTone(
  audio: AudioContext,
  { at, hz, seconds }: Tone,
  { shape, volume }: { readonly shape: OscillatorType; readonly volume: number },
): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = shape
  oscillator.frequency.value = hz
  gain.gain.setValueAtTime(SILENCE, at)
  gain.gain.exponentialRampToValueAtTime(volume * GAIN_MAX, at + ATTACK_S)
  gain.gain.exponentialRampToValueAtTime(SILENCE, at + seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(at)
  oscillator.stop(at + seconds)
}
