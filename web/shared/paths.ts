/** Every address of the product, in one place. Nothing about a resident is ever part of one. */
export const paths = {
  home: '/',
  point: (code: string) => `/p/${code}`,
  deputy: (code: string) => `/d/${code}`,
  station: (code: string) => `/s/${code}`,
  receipt: '/receipt',
  judge: '/receipt/judge',
  /** A photo or recording on a receipt page, by a sealed link that is good for half an hour. */
  linkedFile: (link: string) => `/files/${link}`,
  desk: '/desk',
  deskCase: (id: string) => `/desk/cases/${id}`,
  assets: (name: string) => `/assets/${name}`,
  openapi: '/openapi.json',
  api: {
    reports: '/api/v1/reports',
    lookup: '/api/v1/receipts/lookup',
    judge: '/api/v1/receipts/judge',
    receiptFile: '/api/v1/receipts/file',
    sessions: '/api/v1/sessions',
    currentSession: '/api/v1/sessions/current',
    cases: '/api/v1/cases',
    case: (id: string) => `/api/v1/cases/${id}`,
    caseFile: (id: string, file: string) => `/api/v1/cases/${id}/files/${file}`,
    move: (id: string, move: string) => `/api/v1/cases/${id}/${move}`,
    lookAtIdentity: (id: string) => `/api/v1/cases/${id}/look-at-identity`,
    agencies: '/api/v1/agencies',
  },
} as const
