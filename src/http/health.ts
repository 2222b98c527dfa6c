/** Whether the program is alive, and whether it can serve. */
import { z } from 'zod'
import type { Doors, Server } from './server.ts'

const plain = 'text/plain; charset=utf-8'

export function healthRoutes(app: Server, doors: Doors): void {
  const schema = (description: string) => ({
    tags: ['operation'],
    description,
    produces: ['text/plain'],
    response: { 200: z.string(), 503: z.string() },
  })

  app.get(
    '/healthz',
    { config: { access: 'anyone' }, schema: schema('The program is alive.') },
    async (_request, reply) => reply.type(plain).send('ok\n'),
  )

  app.get(
    '/readyz',
    { config: { access: 'anyone' }, schema: schema('Database and worker are well, and a first start is finished.') },
    async (_request, reply) => {
      const databaseIsWell = await doors.context.database.isThere()
      const ready = databaseIsWell && doors.isReady()
      return reply
        .status(ready ? 200 : 503)
        .type(plain)
        .send(ready ? 'ready\n' : databaseIsWell ? 'starting\n' : 'the database does not answer\n')
    },
  )
}
