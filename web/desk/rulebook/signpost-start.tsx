/** With a decline: the district's words on where else to turn, to begin with. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import type { DeclineReason } from '../../../src/domain/cases/case.ts'
import type { SignpostKind } from '../../../src/domain/signposts/signpost.ts'
import type { Draft } from '../moves/drafts.ts'
import { signpostsQuery } from './queries.ts'
import { useSignpostWords } from './signposts-words.ts'

const kindOf: Partial<Record<DeclineReason, SignpostKind>> = {
  litigation: 'litigation',
  arbitration: 'arbitration',
  'petition-path': 'petition',
}

export default function SignpostStart({ draft, change }: { draft: Draft; change: (changed: Partial<Draft>) => void }) {
  const words = useSignpostWords()
  const kind = draft.reason ? kindOf[draft.reason] : undefined
  const { data } = useQuery({ ...signpostsQuery, enabled: kind !== undefined })
  const signpost = data?.signposts.find((one) => one.kind === kind)
  if (!signpost) return null
  const sentence = `${signpost.title}。${signpost.note}`
  if (draft.words.includes(sentence)) return null
  return (
    <p className="row wrap">
      <Button size="small" onClick={() => change({ words: draft.words ? `${sentence}\n${draft.words}` : sentence })}>
        {words.start}
      </Button>
      <span className="dim">{sentence}</span>
    </p>
  )
}
