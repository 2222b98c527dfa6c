/** The pages of the desk and their addresses; filters are part of the address. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, RouterProvider } from '@tanstack/react-router'
import { type CaseStatus, caseStatuses } from '../../src/domain/cases/moves.ts'
import type { StaffMove } from '../shared/api.ts'
import { CasesPage, ToDoPage } from './cases/list-page.tsx'
import { staffMoves } from './moves/staff-moves.ts'
import { LoadingPage } from './parts/states.tsx'
import { placeFiltersIn } from './places/filters.ts'
import { BrokenPage, NoSuchPage, Shell } from './shell/shell.tsx'

export type Filters = { status?: CaseStatus; search?: string }

function filtersIn(raw: Record<string, unknown>): Filters {
  const status = caseStatuses.find((known) => known === raw.status)
  const search = raw.search === undefined ? '' : String(raw.search).slice(0, 100)
  return { ...(status && { status }), ...(search && { search }) }
}

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage, errorComponent: BrokenPage })

const toDo = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (raw: Record<string, unknown>): Filters & { view?: 'waiting' } => ({
    ...filtersIn(raw),
    ...(raw.view === 'waiting' && { view: 'waiting' as const }),
  }),
  component: ToDoPage,
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

const router = createRouter({
  routeTree: root.addChildren([
    toDo,
    cases,
    openedCase,
    quarantine,
    places,
    importPlaces,
    openedPlace,
    rules,
    calendar,
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
