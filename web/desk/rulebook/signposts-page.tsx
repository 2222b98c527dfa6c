/** Signposts: the product's words and the district's in their place. */
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { SignpostReply, SignpostsReply } from '../../../src/contract/signposts.ts'
import { longestNote, longestTitle } from '../../../src/domain/signposts/signpost.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { RulesFrame } from './frame.tsx'
import { RulesHistory } from './history.tsx'
import { readRulesAgain, signpostsQuery } from './queries.ts'
import { useSignpostWords } from './signposts-words.ts'
import { useRulesWords } from './words.ts'

type Open =
  | { readonly what: 'put'; readonly signpost: SignpostReply | null }
  | { readonly what: 'drop'; readonly signpost: SignpostReply }

export default function SignpostsPage() {
  const words = useSignpostWords()
  const rules = useRulesWords()
  const query = useQuery(signpostsQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const deeds = query.data?.mayChange ? (
    <Button type="primary" icon={<Plus />} onClick={() => setOpen({ what: 'put', signpost: null })}>
      {words.add}
    </Button>
  ) : (
    query.data && <span className="dim">{rules.readOnly}</span>
  )
  return (
    <RulesFrame page="signposts" about={words.about} query={query} deeds={deeds}>
      {(reply) => (
        <>
          <List reply={reply} open={setOpen} />
          <RulesHistory history={reply.history} />
          {open?.what === 'put' && <Put signpost={open.signpost} close={() => setOpen(null)} />}
          {open?.what === 'drop' && <Drop signpost={open.signpost} close={() => setOpen(null)} />}
        </>
      )}
    </RulesFrame>
  )
}

function List({ reply, open }: { reply: SignpostsReply; open: (what: Open) => void }) {
  const words = useSignpostWords()
  const { desk } = useWords()
  return (
    <ul className="kept" aria-label={words.label}>
      {reply.signposts.map((one) => (
        <li key={one.kind}>
          <div>
            <p>
              <b>{one.title}</b>
              <span className={one.state === 'product' ? 'tag line' : 'tag'}>{words.state[one.state]}</span>
            </p>
            {one.note && <p>{one.note}</p>}
            <p className="dim">{one.words.length > 0 ? one.words.join(desk.list.between) : words.noWords}</p>
          </div>
          {reply.mayChange && (
            <div className="row">
              <Button
                size="small"
                aria-label={`${words.change} ${one.title}`}
                onClick={() => open({ what: 'put', signpost: one })}
              >
                {words.change}
              </Button>
              {one.state !== 'product' && (
                <Button
                  size="small"
                  aria-label={`${one.state === 'own' ? words.drop : words.restore} ${one.title}`}
                  onClick={() => open({ what: 'drop', signpost: one })}
                >
                  {one.state === 'own' ? words.drop : words.restore}
                </Button>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Put({ signpost, close }: { signpost: SignpostReply | null; close: () => void }) {
  const words = useSignpostWords()
  const rules = useRulesWords()
  const [title, setTitle] = useState(signpost?.title ?? '')
  const [note, setNote] = useState(signpost?.note ?? '')
  const [said, setSaid] = useState(signpost?.words.join('、') ?? '')
  const [tried, setTried] = useState(false)
  const putting = useMutation({
    mutationFn: () =>
      api.putSignpost({
        kind: signpost?.kind ?? null,
        title,
        note,
        words: said.split(/[、，,;；\n|]+/).filter((word) => word.trim() !== ''),
      }),
    onSuccess: async () => {
      say(words.done.put)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={signpost ? words.changeTitle : words.addTitle} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (title.trim() !== '') putting.mutate()
        }}
        close={close}
        pending={putting.isPending}
        error={putting.error}
        leave={rules.cancel}
      >
        <TextField
          label={words.title}
          value={title}
          change={setTitle}
          hint={words.titleHint}
          most={longestTitle}
          missing={tried && title.trim() === ''}
        />
        <TextField
          label={words.note}
          value={note}
          change={setNote}
          hint={words.noteHint}
          most={longestNote}
          lines={2}
        />
        <TextField label={words.words} value={said} change={setSaid} hint={words.wordsHint} lines={3} />
      </PlaceForm>
    </Dialog>
  )
}

function Drop({ signpost, close }: { signpost: SignpostReply; close: () => void }) {
  const words = useSignpostWords()
  const isOwn = signpost.state === 'own'
  const dropping = useMutation({
    mutationFn: () => api.dropSignpost(signpost.kind),
    onSuccess: async () => {
      say(words.done.drop)
      close()
      await readRulesAgain()
    },
  })
  return (
    <Dialog title={isOwn ? words.dropTitle(signpost.title) : words.restore} close={close}>
      <PlaceForm
        submit={() => dropping.mutate()}
        close={close}
        pending={dropping.isPending}
        error={dropping.error}
        label={isOwn ? words.dropDo : words.restore}
        leave={words.keep}
      >
        <p className="notice">{isOwn ? words.dropMore : words.restoreMore}</p>
      </PlaceForm>
    </Dialog>
  )
}
