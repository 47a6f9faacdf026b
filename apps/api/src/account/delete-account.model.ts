import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What came of deleting your account.' })
export class DeleteAccountPayload {
  @Field({ description: 'When it was deleted. From then on nothing here is yours any more.' })
  deletedAt!: Date;
}
