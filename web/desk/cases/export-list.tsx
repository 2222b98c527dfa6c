/** The list as a file, as it is narrowed now. What has come is said while it comes, and it can be stopped. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../connection.ts'
import { MenuButton } from '../parts/menu-button.tsx'
import { saveFile } from '../parts/save-file.ts'
import { useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { asQuery } from './filters.ts'
import { useListWords } from './list-words.ts'
import type { CaseList } from './queries.ts'

export function ExportList({ list }: { list: CaseList }) {
  const words = useListWords()
  const failureWords = useFailureWords()
  const [received, setReceived] = useState(0)
  const stop = useRef<AbortController>(null)
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      stop.current = new AbortController()
      setReceived(0)
      const query = { view: list.view, ...asQuery(list.filters), format }
      const file = await api.exportCases(query, { signal: stop.current.signal, progress: setReceived })
      saveFile(file, `cases.${format}`)
    },
    onSuccess: () => say(words.exported),
    onError: (thrown) => (stop.current?.signal.aborted ? say(words.exportStopped) : sayFailed(failureWords(thrown))),
  })
  if (exporting.isPending)
    return (
      <span className="row exporting" role="status">
        {words.exporting(sizeOf(received))}
        <Button type="text" onClick={() => stop.current?.abort()}>
          {words.exportStop}
        </Button>
      </span>
    )
  return (
    <MenuButton
      className="quiet"
      icon={<Download aria-hidden />}
      items={(['xlsx', 'csv'] as const).map((format) => ({
        key: format,
        label: words.exportAs[format],
        onClick: () => exporting.mutate(format),
      }))}
    >
      {words.export}
    </MenuButton>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
