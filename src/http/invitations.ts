/** What somebody does who was sent a link: they see whose it is, and set their password. */
import { acceptInvitation, openInvitation } from '../actions/invite.ts'
import {
  acceptedReply,
  acceptInvitationBody,
  type InvitationReply,
  invitationReply,
  openInvitationBody,
} from '../contract/me.ts'
import { districtByPrefix } from '../data/districts/read.ts'
import { districtPrefixOf } from '../domain/reports/receipt-code.ts'
import { documented } from './documented.ts'
import { orRefuse, Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

export function invitationRoutes(app: Server, { context }: Doors): void {
  const districtOf = async (token: string) => {
    const prefix = districtPrefixOf(token)
    const district = prefix && (await districtByPrefix(context.database, prefix))
    if (!district) throw new Refusal('no-such-invitation')
    return district
  }

  app.post(
    '/api/v1/invitations/open',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['people'],
        description: 'Whose an invitation is, by the secret in its link.',
        body: openInvitationBody,
        response: documented({ 200: invitationReply }, [400, 404, 410, 503]),
      },
    },
    async (request): Promise<InvitationReply> => {
      const district = await districtOf(request.body.token)
      const { name, login, expiresAt } = orRefuse(await openInvitation(context, district.id, request.body.token))
      return { name, login, district: district.name, expiresAt: expiresAt.toISOString() }
    },
  )

  app.post(
    '/api/v1/invitations/accept',
    {
      config: { access: 'anyone' },
      schema: {
        tags: ['people'],
        description: 'Sets the password of the invited person; the invitation is used up.',
        body: acceptInvitationBody,
        response: documented({ 200: acceptedReply }, [400, 404, 410, 503]),
      },
    },
    async (request) => {
      const district = await districtOf(request.body.token)
      return orRefuse(await acceptInvitation(context, district.id, request.body))
    },
  )
}
