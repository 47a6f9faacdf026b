import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Viewer } from '../viewer/viewer.models.js';
import { ListenerSettingsService } from './listener-settings.service.js';

@InputType({ description: 'Settings to change. A field that is absent or null keeps its value.' })
export class UpdateSettingsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'IANA name of the time zone that your chart days follow, such as `Europe/Berlin`. Recorded days never move. A day that the change skips is not a gap.',
  })
  timezone?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True pauses daily snapshots, false resumes them. Recorded snapshots stay; days without one become gaps with the reason `PAUSED`.',
  })
  snapshotsPaused?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False leaves reconstructed snapshots out of everything that you read, as if they were not there; `Viewer.reconstruction` and the export still show them. True includes them again.',
  })
  includeReconstructed?: boolean | null;
}

@ObjectType({ description: 'Result of `updateSettings`.' })
export class UpdateSettingsPayload {
  @Field(() => Viewer, { description: 'You, with the new settings.' })
  viewer!: Viewer;
}

@Resolver()
export class ListenerSettingsResolver {
  constructor(private readonly service: ListenerSettingsService) {}

  @Mutation(() => UpdateSettingsPayload, {
    nullable: true,
    description: 'Changes your settings: all fields of the input, or none if one is invalid.',
  })
  async updateSettings(
    @ListenerId() listenerId: number,
    @Args('input', { description: 'Settings to change.' }) input: UpdateSettingsInput,
  ): Promise<UpdateSettingsPayload> {
    return { viewer: await this.service.update(listenerId, input) };
  }
}
