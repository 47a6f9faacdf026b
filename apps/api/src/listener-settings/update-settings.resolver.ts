import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ListenerId } from '../auth/auth.guard.js';
import { Viewer } from '../viewer/viewer.models.js';
import { ListenerSettingsService } from './listener-settings.service.js';
import { UpdateSettingsInput, UpdateSettingsPayload } from './update-settings.model.js';

@Resolver()
export class UpdateSettingsResolver {
  constructor(private readonly service: ListenerSettingsService) {}

  @Mutation(() => UpdateSettingsPayload, {
    nullable: true,
    description: 'Changes your settings: all that is asked for, or nothing.',
  })
  async updateSettings(
    @ListenerId() listenerId: number,
    @Args('input', { description: 'What is to change.' }) input: UpdateSettingsInput,
  ): Promise<UpdateSettingsPayload> {
    return { viewer: Viewer.of(await this.service.change(listenerId, input)) };
  }
}
