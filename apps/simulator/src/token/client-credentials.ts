import type { Request } from 'express';
import type { RegisteredClient } from '../simulation.js';
import { formField } from './form-field.js';

/** Whether the request carries the client's id and secret: by Basic, else in its body. Basic wins. */
export function isFromClient(request: Request, client: RegisteredClient): boolean {
  const given = basicCredentials(request) ?? {
    id: formField(request, 'client_id'),
    secret: formField(request, 'client_secret'),
  };
  return given.id === client.id && given.secret === client.secret;
}

function basicCredentials(request: Request): { id: string; secret: string } | undefined {
  const header = request.get('authorization');
  if (header === undefined) return undefined;
  const encoded = /^Basic +([A-Za-z0-9+/_-]+=*)$/i.exec(header)?.[1] ?? '';
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? { id: '', secret: '' } : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
