import { z } from 'zod';

const ORIGINS =
  'origins, comma-separated, each as browsers write it: https://charts.example.org or http://127.0.0.1:5173, without a path or a slash at the end';
const ANY = `${ORIGINS}; * is none: name those that may call`;

/** A list of web origins. `*` is refused, since it would open the API to every page. */
export function origins() {
  return z
    .string(ORIGINS)
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine((list) => !list.some((origin) => origin.includes('*')), ANY)
    .refine((list) => list.every((origin) => origin.includes('*') || isOrigin(origin)), ORIGINS);
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, origin } = new URL(value);
  return /^https?:$/.test(protocol) && origin === value;
}
