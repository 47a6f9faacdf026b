import { Reflector } from '@nestjs/core';

/** Marks what an access token does not suffice for, whatever its scope. What it says is done there: "Tokens are made". */
export const SessionOnly = Reflector.createDecorator<string>();
