/** Coming, and who; or another time, and which. */
import { meetingAnswers } from '../../../src/domain/cases/meeting.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from '../moves/choice-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import type { FieldsGiven } from './meeting-form.tsx'

export function AnswerFields({ draft, change, wrongs }: FieldsGiven) {
  const { meeting } = useWords().deputy
  return (
    <>
      <ChoiceField
        label={meeting.your}
        value={draft.answer}
        change={(answer) => change({ answer })}
        missing={wrongs.answer}
        choices={meetingAnswers.map((value) => ({ value, title: meeting.answers[value], note: '' }))}
      />
      <WordsField
        label={draft.answer === 'another-time' ? meeting.when : meeting.who}
        hint={meeting.whoHint}
        value={draft.words}
        change={(words) => change({ words })}
        {...(wrongs.words && { missing: wrongs.words })}
      />
    </>
  )
}
