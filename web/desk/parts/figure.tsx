/** A number as people read it: 1,200,345. */
import { countedAtMost } from '../../../src/domain/cases/to-do.ts'
import { useWords } from '../language.tsx'

export const useFigure = (): ((count: number) => string) => {
  const { language } = useWords()
  return (count) => count.toLocaleString(language)
}

/** How many cases there are, as far as they are counted: 999+ beyond. */
export const useCaseCount = (): ((count: number) => string) => {
  const figure = useFigure()
  const { desk } = useWords()
  return (count) => (count > countedAtMost ? desk.list.moreThan(figure(countedAtMost)) : figure(count))
}
