/** One rule of routing: the category, the area, and who handles it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoutingReply } from '../../../src/contract/categories.ts'
import { api } from '../connection.ts'
import { Dialog } from '../places/dialog.tsx'
import { ChoiceField, PlaceForm } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { useCategoryWords } from './categories-words.ts'
import { categoriesQuery, readRulesAgain } from './queries.ts'
import { useRulesWords } from './words.ts'

type Given = {
  readonly reply: RoutingReply
  readonly rule: RoutingReply['rules'][number] | null
  readonly close: () => void
}

export function RoutingDialog({ reply, rule, close }: Given) {
  const { routing } = useCategoryWords()
  const rules = useRulesWords()
  const categories = useQuery(categoriesQuery).data?.categories ?? []
  const [categoryId, setCategory] = useState(rule?.category.id ?? '')
  const [area, setArea] = useState(
    rule?.station ? `station ${rule.station.id}` : rule?.town ? `town ${rule.town.id}` : '',
  )
  const [agencyId, setAgency] = useState(rule?.agency.id ?? '')
  const [coAgencyIds, setCoAgencies] = useState<readonly string[]>(rule?.coAgencies.map(({ id }) => id) ?? [])
  const [tried, setTried] = useState(false)
  const putting = useMutation({
    mutationFn: () => {
      const [kind, id = null] = area.split(' ')
      return api.putRouting({
        id: rule?.id ?? null,
        categoryId,
        townId: kind === 'town' ? id : null,
        stationId: kind === 'station' ? id : null,
        agencyId,
        coAgencyIds: coAgencyIds.filter((each) => each !== ''),
      })
    },
    onSuccess: async () => {
      say(routing.done.put)
      close()
      await readRulesAgain()
    },
  })
  const agencies = reply.agencies.map(({ id, name }) => [id, name] as const)
  const usable = categories.filter(({ active, id }) => active || id === rule?.category.id)
  const areas = reply.towns.flatMap((town) => [
    [`town ${town.id}`, town.name] as const,
    ...reply.stations
      .filter(({ townId }) => townId === town.id)
      .map(({ id, name }) => [`station ${id}`, `${town.name} · ${name}`] as const),
  ])
  return (
    <Dialog title={rule ? routing.changeTitle : routing.addTitle} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (categoryId && agencyId) putting.mutate()
        }}
        close={close}
        pending={putting.isPending}
        error={putting.error}
        leave={rules.cancel}
      >
        <ChoiceField
          label={routing.category}
          first={routing.chooseCategory}
          value={categoryId}
          change={setCategory}
          options={usable.map(({ id, path }) => [id, path])}
          missing={tried && categoryId === ''}
        />
        <ChoiceField label={routing.area} first={routing.everywhere} value={area} change={setArea} options={areas} />
        <ChoiceField
          label={routing.agency}
          first={routing.chooseAgency}
          value={agencyId}
          change={setAgency}
          options={agencies}
          missing={tried && agencyId === ''}
        />
        {coAgencyIds.map((id, at) => (
          <ChoiceField
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and emptied in place
            key={at}
            label={routing.coAgency(at + 1)}
            first={routing.noCoAgency}
            value={id}
            change={(next) => setCoAgencies(coAgencyIds.map((each, place) => (place === at ? next : each)))}
            options={agencies}
          />
        ))}
        {coAgencyIds.length < 10 && (
          <button type="button" className="link" onClick={() => setCoAgencies([...coAgencyIds, ''])}>
            {routing.addCoAgency}
          </button>
        )}
      </PlaceForm>
    </Dialog>
  )
}
