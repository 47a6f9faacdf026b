import { DateTime } from './date-time.scalar.js';

/** How the schema is built from the code: the same for the running API and for the committed text. */
export const schemaOptions = {
  sortSchema: true,
  buildSchemaOptions: {
    scalarsMap: [{ type: Date, scalar: DateTime }],
    numberScalarMode: 'integer' as const,
  },
};
