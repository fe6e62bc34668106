/**
 * The least that could do the same work on the same machine: node:http, a table with two indexes, one durable transaction a request; no accounts, rules, grades,
 * receipts or channels. What the product takes beside it is what these cost, however busy the machine is at the moment. Run as a process of its own: `bare-server.ts FOLDER PORT`.
 */
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'

const [folder = '', port = ''] = process.argv.slice(2)
const database = new DatabaseSync(join(folder, 'bare.db'))
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE attempts (number INTEGER PRIMARY KEY, id TEXT UNIQUE, person TEXT, unit TEXT, content TEXT);
  CREATE INDEX by_person_and_unit ON attempts (person, unit);`)
const insert = database.prepare('INSERT INTO attempts (id, person, unit, content) VALUES (?, ?, ?, ?)')
const listeners = new Set<ServerResponse>()

const server = createServer((request, response) => {
  if (request.url?.startsWith('/api/stream') === true) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"type":"hello"}\n\n')
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const sent = Buffer.concat(chunks)
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    const { push } = JSON.parse(text.toString()) as SyncRequest
    const documents = push.flatMap(({ rows }) => rows.map(({ document }) => document))
    database.exec('BEGIN IMMEDIATE')
    for (const document of documents)
      insert.run(document.id, String(document['personId']), String(document['unitId']), JSON.stringify(document))
    database.exec('COMMIT')
    const answer = gzipSync(
      JSON.stringify({ push: documents.map(({ id }) => ({ outcome: 'accepted', document: { id } })) }),
    )
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': answer.length,
    })
    response.end(answer)
    const event = `data: {"type":"changes","changes":${JSON.stringify(documents)}}\n\n`
    for (const listener of listeners) listener.write(event)
  })
})
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 }, () => console.log('listens at'))
