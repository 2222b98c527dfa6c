/** The pages of the desk and their addresses; filters are part of the address. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
  redirect,
} from '@tanstack/react-router'
import type { StaffMove } from '../shared/api.ts'
import { type CaseView, type Filters, filtersIn } from './cases/filters.ts'
import { CasesPage, ToDoPage } from './cases/list-page.tsx'
import { staffMoves } from './moves/staff-moves.ts'
import { LoadingPage } from './parts/states.tsx'
import { peopleFiltersIn } from './people/filters.ts'
import { placeFiltersIn } from './places/filters.ts'
import { BrokenPage, NoSuchPage, Shell } from './shell/shell.tsx'
import { beginsWithWeek } from './week/start.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage, errorComponent: BrokenPage })

/** The views of the first page, beside what one must do. */
const otherViews = ['waiting', 'handed-out', 'soon'] as const satisfies readonly CaseView[]
type OtherView = (typeof otherViews)[number]

const toDo = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (raw: Record<string, unknown>): Filters & { view?: OtherView } => {
    const view = otherViews.find((known) => known === raw.view)
    return { ...filtersIn(raw), ...(view && { view }) }
  },
  beforeLoad: ({ cause, search }) => {
    if (cause !== 'preload' && beginsWithWeek() && Object.keys(search).length === 0) throw redirect({ to: '/week' })
  },
  component: ToDoPage,
})

const week = createRoute({
  getParentRoute: () => root,
  path: '/week',
  component: lazyRouteComponent(() => import('./week/week-page.tsx')),
})

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: filtersIn,
  component: CasesPage,
})

const openedCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  validateSearch: (raw: Record<string, unknown>): { move?: StaffMove } => {
    const move = staffMoves.find((known) => known === raw.move)
    return move ? { move } : {}
  },
  component: lazyRouteComponent(() => import('./cases/case-page.tsx')),
})

const enter = createRoute({
  getParentRoute: () => root,
  path: '/enter',
  component: lazyRouteComponent(() => import('./entering/enter-page.tsx')),
})

const callBacks = createRoute({
  getParentRoute: () => root,
  path: '/call-backs',
  validateSearch: (raw: Record<string, unknown>): { draw?: string } =>
    typeof raw.draw === 'string' ? { draw: raw.draw } : {},
  component: lazyRouteComponent(() => import('./call-backs/call-backs-page.tsx')),
})

const places = createRoute({
  getParentRoute: () => root,
  path: '/places',
  validateSearch: placeFiltersIn,
  component: lazyRouteComponent(() => import('./places/list-page.tsx')),
})

const importPlaces = createRoute({
  getParentRoute: () => root,
  path: '/places/import',
  component: lazyRouteComponent(() => import('./places/import-page.tsx')),
})

const openedPlace = createRoute({
  getParentRoute: () => root,
  path: '/places/$id',
  component: lazyRouteComponent(() => import('./places/place-page.tsx')),
})

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('./quarantine/quarantine-page.tsx')),
})

const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  validateSearch: (raw: Record<string, unknown>): { view?: 'all' | 'settings'; search?: string } => {
    const view = (['all', 'settings'] as const).find((known) => known === raw.view)
    const search = raw.search === undefined ? '' : String(raw.search).slice(0, 100)
    return { ...(view && { view }), ...(search && { search }) }
  },
  component: lazyRouteComponent(() => import('./notices/notices-page.tsx')),
})

const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  component: lazyRouteComponent(() => import('./rulebook/sets-page.tsx')),
})

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/rules/calendar',
  validateSearch: (raw: Record<string, unknown>): { year?: number } => {
    const year = Number(raw.year)
    return Number.isInteger(year) && year >= 2000 && year <= 2100 ? { year } : {}
  },
  component: lazyRouteComponent(() => import('./rulebook/calendar-page.tsx')),
})

const categories = createRoute({
  getParentRoute: () => root,
  path: '/rules/categories',
  component: lazyRouteComponent(() => import('./rulebook/categories-page.tsx')),
})

const routing = createRoute({
  getParentRoute: () => root,
  path: '/rules/routing',
  component: lazyRouteComponent(() => import('./rulebook/routing-page.tsx')),
})

const templates = createRoute({
  getParentRoute: () => root,
  path: '/rules/templates',
  component: lazyRouteComponent(() => import('./rulebook/templates-page.tsx')),
})

const signposts = createRoute({
  getParentRoute: () => root,
  path: '/rules/signposts',
  component: lazyRouteComponent(() => import('./rulebook/signposts-page.tsx')),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: peopleFiltersIn,
  component: lazyRouteComponent(() => import('./people/list-page.tsx')),
})

const openedPerson = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./people/person-page.tsx')),
})

const ownAccount = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyRouteComponent(() => import('./me/me-page.tsx')),
})

const router = createRouter({
  routeTree: root.addChildren([
    toDo,
    week,
    cases,
    openedCase,
    enter,
    callBacks,
    quarantine,
    notices,
    places,
    importPlaces,
    openedPlace,
    rules,
    calendar,
    people,
    openedPerson,
    ownAccount,
    categories,
    routing,
    templates,
    signposts,
  ]),
  basepath: '/desk',
  defaultPreload: 'intent',
  defaultPendingComponent: LoadingPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export default function Desk() {
  return <RouterProvider router={router} />
}
