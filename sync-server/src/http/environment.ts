import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import type { SignedIn } from '#modules/accounts/index.ts'

export interface HttpEnvironment {
  Bindings: NodeMessages
  Variables: { requestId: string; person: SignedIn['person']; session: SignedIn['session'] }
}
interface NodeMessages {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}
export type HttpContext = Context<HttpEnvironment>

/** Whether the server takes requests: it does so from `ready` on; `draining` it finishes those it has. */
export type ServerState = 'starting' | 'ready' | 'draining'

/** Node's own messages; undefined for a request made within the process. */
export const nodeMessages = (context: HttpContext): NodeMessages | undefined => {
  const messages = context.env as Partial<NodeMessages> | undefined
  return messages?.outgoing === undefined ? undefined : (messages as NodeMessages)
}
