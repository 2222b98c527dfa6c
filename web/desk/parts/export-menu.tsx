/** A list as a file, in the format one takes; what it says is the section's own. */
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { say, sayFailed } from '../shell/said.tsx'
import { MenuButton } from './menu-button.tsx'
import { saveFile } from './save-file.ts'
import { useFailureWords } from './states.tsx'

type Format = 'csv' | 'xlsx'

type Given = {
  /** The file's name, without its ending. */
  readonly name: string
  readonly read: (format: Format) => Promise<Blob>
  readonly words: {
    readonly export: string
    readonly exportAs: Readonly<Record<Format, string>>
    readonly exported: string
  }
}

export function ExportMenu({ name, read, words }: Given) {
  const failureWords = useFailureWords()
  const exporting = useMutation({
    mutationFn: async (format: Format) => saveFile(await read(format), `${name}.${format}`),
    onSuccess: () => say(words.exported),
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })
  return (
    <MenuButton
      className="export"
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
