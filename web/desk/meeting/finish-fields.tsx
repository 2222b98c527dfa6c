/** Which agreed item is done, and how it came out. */
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from '../moves/choice-field.tsx'
import { FilesField } from '../moves/files-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import type { FieldsGiven } from './meeting-form.tsx'

export function FinishFields({ opened, draft, change, wrongs }: FieldsGiven) {
  const { deputy, language } = useWords()
  const { meeting } = deputy
  const mine = opened.meetings.flatMap(({ items }) => items.filter((item) => item.mine && item.doneAt === null))
  return (
    <>
      <ChoiceField
        list
        label={meeting.which}
        value={draft.item}
        change={(item) => change({ item })}
        missing={wrongs.item}
        choices={mine.map(({ id, what, dueOn }) => ({
          value: id,
          title: what,
          note: meeting.itemDue(dayWords(dueOn, language)),
        }))}
      />
      <WordsField
        label={meeting.finished}
        hint={meeting.finishedHint}
        value={draft.words}
        change={(words) => change({ words })}
        {...(wrongs.words && { missing: wrongs.words })}
      />
      <FilesField files={draft.files} change={(files) => change({ files })} />
    </>
  )
}
