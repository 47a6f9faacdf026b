import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError, writeDurably } from '#runtime';
import { z } from 'zod';
import { consentRecordsSchema } from './consents.js';
import { grantRecordsSchema } from './grant.js';

const savedStateSchema = z.object({
  version: z.literal(1),
  clockOffset: z.number(),
  grants: grantRecordsSchema,
  consents: consentRecordsSchema,
});
export type SavedState = Omit<z.infer<typeof savedStateSchema>, 'version'>;

/** The file in which tokens (as fingerprints), consents and the clock outlive the process. */
export class StateFile {
  constructor(private readonly path: string) {}

  /**
   * What was saved last; undefined when there is no file yet.
   * @throws {ExplainedError} when there is a file that cannot be read or is not one of ours
   */
  load(): SavedState | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      return savedStateSchema.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (cause) {
      throw new ExplainedError(
        `SIMULATOR_STATE_FILE: ${this.path} is not a state file of the simulator, or cannot be read. Remove it, then start again: demo listeners have to allow the sign-in once more.`,
        { cause },
      );
    }
  }

  /** Replaces the file as a whole: whoever reads it finds the old state or the new one. */
  save(state: SavedState): void {
    writeDurably(this.path, JSON.stringify({ version: 1, ...state }));
  }
}
