import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Viewer } from '../viewer/viewer.models.js';

@InputType({ description: 'What is to change. What is left out, or null, stays as it is.' })
export class UpdateSettingsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The time zone in which your chart days begin and end, by its IANA name, such as `Europe/Berlin`. Days that are recorded already never move; where the change jumps over a day, that day does not count as missing.',
  })
  timezone?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True stops the daily snapshots, false resumes them. What is recorded stays; days without a snapshot are gaps with the reason `PAUSED`.',
  })
  snapshotsPaused?: boolean | null;
}

@ObjectType({ description: 'What came of changing settings.' })
export class UpdateSettingsPayload {
  @Field(() => Viewer, { description: 'You, with the settings as they are now.' })
  viewer!: Viewer;
}
