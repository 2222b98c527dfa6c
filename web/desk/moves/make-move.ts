/** Making a move: sends it, says what came of it, and brings every list and page up to date. */
import { useMutation } from '@tanstack/react-query'
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import { deadlineWords } from '../../../src/words/dates.ts'
import { failureOf, type MoveBodies, type StaffMove } from '../../shared/api.ts'
import { readAgain } from '../cases/queries.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'

type Making = {
  readonly item: Pick<CaseRowReply, 'id' | 'number' | 'dueAt'>
  readonly move: StaffMove
  readonly body: MoveBodies[StaffMove]
  readonly files?: readonly File[]
}

/** `aloud`: say a failure in passing, where no form stands to show it. */
export function useMakeMove({ aloud }: { aloud: boolean }) {
  const { desk, language } = useWords()
  const failureWords = useFailureWords()
  return useMutation({
    mutationFn: ({ item, move, body, files }: Making) => api.makeMove(item.id, move, body, files),
    onSuccess: async ({ dueAt, status, notKept }, { item, move }) => {
      const done = desk.move.doneWith(item.number, desk.move.done[move])
      // The move is made; a file that could not be kept is said in the server's words instead of a due date.
      if (notKept && notKept.length > 0) sayFailed([done, ...notKept.map(({ message }) => message)].join('　'))
      // After an answer or a question it is the resident’s turn; their time is no due date of ours.
      else
        say(
          dueAt && dueAt !== item.dueAt && status !== 'answered' && status !== 'waiting-for-resident'
            ? `${done}　${desk.move.nextDue(deadlineWords(new Date(dueAt), language))}`
            : done,
        )
      // The move is made, whether or not the case can be read at once; the lists catch up by themselves.
      await readAgain(item.id).catch(() => null)
    },
    onError: async (thrown, { item }) => {
      if (aloud) sayFailed(failureWords(thrown))
      if (failureOf(thrown).kind === 'refused') await readAgain(item.id).catch(() => null)
    },
  })
}
