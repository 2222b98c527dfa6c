/** The bell at the head of every page: how many notices are unread, and the way to them. */
import './notices.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell as BellIcon } from 'lucide-react'
import { useWords } from '../language.tsx'
import { unreadQuery } from './queries.ts'

/** Counted so far by the server. */
const most = 99

export function Bell() {
  const { live } = useWords()
  const unread = useQuery(unreadQuery).data ?? 0
  const figure = unread > most ? `${most}+` : String(unread)
  return (
    <Link to="/notices" className="bell" aria-label={live.bell(figure)} title={live.bell(figure)}>
      <BellIcon aria-hidden />
      {unread > 0 && <b aria-hidden="true">{figure}</b>}
    </Link>
  )
}
