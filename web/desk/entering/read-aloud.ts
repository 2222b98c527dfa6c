/**
 * Reads a receipt's code to the resident with the voice of this machine. Only a voice that is installed here: some
 * browsers also offer voices that send the words to a company.
 */
import { useEffect, useState } from 'react'
import type { Language } from '../../../src/words/language.ts'

/** A voice of this machine for the language; null when there is none, undefined while the browser still looks. */
export function useVoice(language: Language): SpeechSynthesisVoice | null | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null | undefined>(undefined)
  useEffect(() => {
    if (!('speechSynthesis' in window)) return setVoice(null)
    const look = () => {
      const voices = speechSynthesis.getVoices()
      setVoice(voices.find((one) => one.localService && one.lang.toLowerCase().startsWith(language)) ?? null)
    }
    look()
    speechSynthesis.addEventListener('voiceschanged', look)
    return () => speechSynthesis.removeEventListener('voiceschanged', look)
  }, [language])
  return voice
}

/** Speaks the sentences one after another, slowly, and resolves at the end or when it is stopped. */
export async function readAloud(sentences: readonly string[], voice: SpeechSynthesisVoice): Promise<void> {
  speechSynthesis.cancel()
  for (const sentence of sentences) {
    const isOver = await new Promise<boolean>((resolve) => {
      const said = new SpeechSynthesisUtterance(sentence)
      said.voice = voice
      said.lang = voice.lang
      said.rate = 0.7
      said.onend = () => resolve(false)
      said.onerror = () => resolve(true)
      speechSynthesis.speak(said)
    })
    if (isOver) return
  }
}

export const stopReading = (): void => speechSynthesis.cancel()
