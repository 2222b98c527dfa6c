/** A number as people read it: 1,200,345. */
import { useWords } from '../language.tsx'

export const useFigure = (): ((count: number) => string) => {
  const { language } = useWords()
  return (count) => count.toLocaleString(language)
}
