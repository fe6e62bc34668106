import { pino, type DestinationStream, type Logger } from 'pino'

/** A log of one JSON object a line. Of what stands under `error` it tells type, message, stack and causes, which JSON alone leaves out. */
export const createJsonLog = (level: string, destination: DestinationStream = pino.destination()): Logger =>
  pino({ name: 'edutrack', level, serializers: { error: pino.stdSerializers.errWithCause } }, destination)
