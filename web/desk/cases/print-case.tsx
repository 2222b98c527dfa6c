/** The file of a case, on paper or to keep: one PDF. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Printer } from 'lucide-react'
import { api } from '../connection.ts'
import { saveFile } from '../parts/save-file.ts'
import { useFailureWords } from '../parts/states.tsx'
import { useKeys } from '../shell/keys.ts'
import { say, sayFailed } from '../shell/said.tsx'
import { useListWords } from './list-words.ts'

export function PrintCase({ id, number }: { id: string; number: string }) {
  const { print } = useListWords()
  const failureWords = useFailureWords()
  const printing = useMutation({
    mutationFn: async () => saveFile(await api.caseSheet(id), `${number}.pdf`),
    onSuccess: () => say(print.printed),
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })
  useKeys({ p: () => !printing.isPending && printing.mutate() })
  return (
    <Button size="small" icon={<Printer aria-hidden />} loading={printing.isPending} onClick={() => printing.mutate()}>
      {printing.isPending ? print.printing : print.print}
    </Button>
  )
}
