/** When and where else a person is told, and the robots of the units they speak for. */
import '../moves/form.css'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../language.tsx'
import { Failed } from '../parts/states.tsx'
import { Addresses } from './addresses.tsx'
import { settingsQuery } from './queries.ts'
import { UnitRobots } from './robots.tsx'
import { Wishes } from './wishes.tsx'
import { useNoticeWords } from './words.ts'

export function Settings() {
  const { desk } = useWords()
  const { set } = useNoticeWords()
  const query = useQuery(settingsQuery)
  const settings = query.data
  if (!settings)
    return query.isError ? (
      <Failed title={set.failed} thrown={query.error} retry={() => void query.refetch()} />
    ) : (
      <p role="status">{desk.loading}</p>
    )
  return (
    <div className="notice-settings">
      <Addresses settings={settings} />
      {settings.addressKinds.length > 0 && <Wishes given={settings.wishes} />}
      {settings.units.length > 0 && (
        <section>
          <h2 className="sec">{set.robots}</h2>
          <p className="muted">{settings.robotKinds.length > 0 ? set.robotsAbout : set.robotsNone}</p>
          {settings.robotKinds.length > 0 &&
            settings.units.map((unit) => (
              <UnitRobots key={`${unit.role} ${unit.unitId}`} unit={unit} kinds={settings.robotKinds} />
            ))}
        </section>
      )}
    </div>
  )
}
