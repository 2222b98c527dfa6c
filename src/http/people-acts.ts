/** What the district's office does to accounts: one route for each act. */
import type { z } from 'zod'
import { paths } from '../../web/shared/paths.ts'
import { type AccountActor, fromOffice } from '../actions/act-on-account.ts'
import { addPerson } from '../actions/add-user.ts'
import { invite, mailInvitation, revokeInvitation } from '../actions/invite.ts'
import {
  describeAccount,
  disableUser,
  enableUser,
  endSessionsOf,
  giveRole,
  resetSecondFactor,
  takeRole,
} from '../actions/keep-account.ts'
import {
  addPersonBody,
  describePersonBody,
  giveRoleBody,
  type InvitedReply,
  invitedReply,
  keptReply,
  noBody,
  type PersonAct,
  takeRoleBody,
} from '../contract/people.ts'
import type { District } from '../data/districts/read.ts'
import { accountById } from '../data/people/read.ts'
import { deeds } from '../domain/people/deeds.ts'
import { readTerm } from '../domain/people/term.ts'
import type { Language } from '../words/language.ts'
import { documented } from './documented.ts'
import { sessionOn } from './guard.ts'
import { personParams } from './people.ts'
import { peopleWords } from './people-present.ts'
import { orRefuse, type RefusalName } from './refusals.ts'
import type { Doors, Server } from './server.ts'
import { addressOfDistrict } from './site-of-district.ts'

type Done = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: RefusalName }
type Acting = { readonly district: District; readonly id: string; readonly by: AccountActor }

export function personActRoutes(app: Server, doors: Doors): void {
  const { context } = doors

  /** The link, told to whoever invites, and sent where that is set up. */
  async function presentInvitation(
    district: District,
    person: { readonly id: string; readonly name: string; readonly login: string; readonly email: string },
    made: { readonly token: string; readonly expiresAt: Date },
    language: Language,
  ): Promise<InvitedReply> {
    const link = `${addressOfDistrict(doors, district)}${paths.invitation}#${made.token}`
    const words = peopleWords(language).mail(person.name, person.login, district.name)
    const mailed = await mailInvitation(context, { email: person.email, link }, words)
    return { id: person.id, invitation: { link, expiresAt: made.expiresAt.toISOString(), mailed } }
  }

  app.post(
    '/api/v1/people',
    {
      config: { access: deeds['keep-people'] },
      schema: {
        tags: ['people'],
        description: 'Adds a person and makes the link by which they set their password.',
        body: addPersonBody,
        response: documented({ 201: invitedReply }, [400, 401, 403, 409, 503]),
      },
    },
    async (request, reply): Promise<InvitedReply> => {
      const { district, staff } = sessionOn(request)
      for (const role of request.body.roles) orRefuse(readTerm(role))
      const added = orRefuse(await addPerson(context, district.prefix, district.id, request.body, fromOffice(staff)))
      const account = await accountById(context.database.of(district.id), added.id)
      reply.status(201)
      const person = account ?? { ...request.body, id: added.id }
      return presentInvitation(district, person, added.invitation, request.language)
    },
  )

  app.post(
    '/api/v1/people/:id/invite',
    {
      config: { access: deeds['keep-people'] },
      schema: {
        tags: ['people'],
        description: 'Makes a link by which the person sets a new password; earlier links end.',
        params: personParams,
        body: noBody,
        response: documented({ 200: invitedReply }, [400, 401, 403, 404, 409, 503]),
      },
    },
    async (request): Promise<InvitedReply> => {
      const { district, staff } = sessionOn(request)
      const made = orRefuse(await invite(context, district, { id: request.params.id }, fromOffice(staff)))
      return presentInvitation(district, made.account, made, request.language)
    },
  )

  const act = <Body extends z.ZodType>(
    verb: PersonAct,
    description: string,
    body: Body,
    make: (acting: Acting, given: z.output<Body>) => Promise<Done>,
  ) =>
    app.post(
      `/api/v1/people/:id/${verb}`,
      {
        config: { access: deeds['keep-people'] },
        schema: {
          tags: ['people'],
          description,
          params: personParams,
          body,
          response: documented({ 200: keptReply }, [400, 401, 403, 404, 409, 503]),
        },
      },
      async (request) => {
        const { district, staff } = sessionOn(request)
        const { id } = request.params
        // The schema has made the body what it says it is; the router's types do not follow a type parameter so far.
        orRefuse(await make({ district, id, by: fromOffice(staff) }, request.body as z.output<Body>))
        return { id }
      },
    )

  act('describe', 'Changes name and e-mail address.', describePersonBody, ({ district, id, by }, given) =>
    describeAccount(context, district.id, { id }, given, by),
  )
  act(
    'give-role',
    'Gives a role for some days or for good, or changes its days.',
    giveRoleBody,
    ({ district, id, by }, given) => {
      const term = readTerm(given)
      return term.ok ? giveRole(context, district.id, { id }, given, by) : Promise.resolve(term)
    },
  )
  act('take-role', 'Takes a role away, from the next request on.', takeRoleBody, ({ district, id, by }, given) =>
    takeRole(context, district.id, { id }, given, by),
  )
  act('disable', 'Lets nobody sign in as this person, and signs them out.', noBody, ({ district, id, by }) =>
    disableUser(context, district.id, { id }, by),
  )
  act('enable', 'Lets the person sign in again.', noBody, ({ district, id, by }) =>
    enableUser(context, district.id, { id }, by),
  )
  act('end-sessions', 'Signs the person out everywhere.', noBody, ({ district, id, by }) =>
    endSessionsOf(context, district.id, { id }, by),
  )
  act('reset-second-factor', 'Takes away a lost second factor and all passkeys.', noBody, ({ district, id, by }) =>
    resetSecondFactor(context, district.id, { id }, by),
  )
  act('revoke-invitation', 'Takes an open invitation back.', noBody, ({ district, id, by }) =>
    revokeInvitation(context, district.id, { id }, by),
  )
}
