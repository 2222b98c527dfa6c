/** What a page of the section lists, as a file. */
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { MenuButton } from '../parts/menu-button.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { saveFile } from '../places/save-file.ts'
import { say, sayFailed } from '../shell/said.tsx'
import { useRulesWords } from './words.ts'

type Format = 'csv' | 'xlsx'

export function ExportMenu({ name, read }: { name: string; read: (format: Format) => Promise<Blob> }) {
  const rules = useRulesWords()
  const failureWords = useFailureWords()
  const exporting = useMutation({
    mutationFn: async (format: Format) => saveFile(await read(format), `${name}.${format}`),
    onSuccess: () => say(rules.exported),
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })
  return (
    <MenuButton
      className="export"
      icon={<Download aria-hidden />}
      items={(['xlsx', 'csv'] as const).map((format) => ({
        key: format,
        label: rules.exportAs[format],
        onClick: () => exporting.mutate(format),
      }))}
    >
      {rules.export}
    </MenuButton>
  )
}
