/** What the desk asks about the quarantine, and moves on many cases at once. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { mostTogether } from '../../../src/domain/cases/to-do.ts'
import type { MovesTogether } from '../../shared/api.ts'
import { api, queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'

export type TogetherMove = keyof MovesTogether

export const quarantineQuery = queryOptions({
  queryKey: ['cases', 'quarantine'] as const,
  queryFn: ({ signal }) => api.quarantine(signal),
  refetchInterval: 60_000,
})

type Making = {
  [Move in TogetherMove]: {
    readonly move: Move
    readonly ids: readonly string[]
    readonly more: Omit<MovesTogether[Move], 'cases'>
  }
}[TogetherMove]

/** Makes a move on any number of cases, a few hundred in one call, and says what came of it. */
export function useTogether() {
  const { quarantine } = useWords()
  const figure = useFigure()
  const failureWords = useFailureWords()
  const [going, setGoing] = useState('')
  const making = useMutation({
    mutationFn: async ({ move, ids, more }: Making) => {
      let made = 0
      const refused: string[] = []
      for (let at = 0; at < ids.length; at += mostTogether) {
        if (ids.length > mostTogether) setGoing(quarantine.going(figure(at), figure(ids.length)))
        const cases = ids.slice(at, at + mostTogether)
        const answer = await api.moveTogether(move, { cases, ...more } as MovesTogether[typeof move])
        made += answer.made
        refused.push(...answer.refused.map(({ message }) => message))
      }
      return { made, refused }
    },
    onSuccess: ({ made, refused }, { move }) => {
      const done = quarantine.done[move](figure(made))
      if (refused[0] === undefined) say(done)
      else
        sayFailed([made > 0 && done, quarantine.notDone(figure(refused.length), refused[0])].filter(Boolean).join('　'))
    },
    onError: (thrown) => sayFailed(failureWords(thrown)),
    // Whether or not all of it came through.
    onSettled: () => {
      setGoing('')
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  return { ...making, going }
}
