/** A port that nobody uses. */
import { createServer } from 'node:net'

/** A free port of this machine; somebody quick could still take it. */
export function freePort() {
  return new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
