/** `npm run db:schema`: writes what the migrations add up to into migrations/schema.sql. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'
import { onMigratedServer, schemaText } from './schema-of-migrations.ts'

writeFileSync(join(root, 'migrations', 'schema.sql'), await onMigratedServer(schemaText))
