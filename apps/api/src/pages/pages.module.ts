import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { HomeController } from './home.controller.js';

/** The pages people see before and around GraphiQL. The application calls `configureViews` as well. */
@Module({})
export class PagesModule {
  /** `given` provides `HomeViewer` and `PageSettings`, or imports the modules that export them. */
  static register(given: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    return { module: PagesModule, ...given, controllers: [HomeController] };
  }
}
