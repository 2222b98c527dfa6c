/** Every address of the product, in one place. Nothing about a resident is ever part of one. */
export const paths = {
  home: '/',
  point: (code: string) => `/p/${code}`,
  deputy: (code: string) => `/d/${code}`,
  station: (code: string) => `/s/${code}`,
  receipt: '/receipt',
  judge: '/receipt/judge',
  addWords: '/receipt/words',
  withdraw: '/receipt/withdraw',
  reopen: '/receipt/reopen',
  appeal: '/receipt/appeal',
  identity: '/receipt/identity',
  consent: '/receipt/consent',
  notice: '/receipt/notice',
  /** Where WeChat sends back whoever wants word by it. */
  fromWechat: '/receipt/wechat',
  /** WeChat's page that asks nothing and sends them back with a code. */
  toWechat: ({ appId, back, state }: { appId: string; back: string; state: string }) =>
    `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${encodeURIComponent(appId)}&redirect_uri=${encodeURIComponent(back)}&response_type=code&scope=snsapi_base&state=${state}#wechat_redirect`,
  pageWord: '/receipt/page-word',
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
    towns: '/api/v1/towns',
  },
} as const
