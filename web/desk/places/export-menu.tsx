/** The list as a file, as it is narrowed now. */
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { api } from '../connection.ts'
import { MenuButton } from '../parts/menu-button.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import type { PlaceFilters } from './filters.ts'
import { saveFile } from './save-file.ts'
import { usePlaceWords } from './words.ts'

export function ExportMenu({ filters: { view: _, ...filters } }: { filters: PlaceFilters }) {
  const { list } = usePlaceWords()
  const failureWords = useFailureWords()
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => saveFile(await api.exportPlaces(filters, format), `places.${format}`),
    onSuccess: () => say(list.exported),
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })
  return (
    <MenuButton
      className="export"
      icon={<Download aria-hidden />}
      items={(['xlsx', 'csv'] as const).map((format) => ({
        key: format,
        label: list.exportAs[format],
        onClick: () => exporting.mutate(format),
      }))}
    >
      {list.export}
    </MenuButton>
  )
}
