/** Keeping something of the settings: it is said, and they are read again. */
import { useMutation } from '@tanstack/react-query'
import { queryClient } from '../connection.ts'
import { say } from '../shell/said.tsx'
import { settingsQuery } from './queries.ts'

/** `done` is said when it came off; a failure is shown where the form stands. */
export const useKeep = <Given>(keep: (given: Given) => Promise<void>, done: string) =>
  useMutation({
    mutationFn: keep,
    onSuccess: async () => {
      say(done)
      await queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey })
    },
  })
