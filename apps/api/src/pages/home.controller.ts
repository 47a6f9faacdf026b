import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { HomeViewer } from './home-viewer.js';
import { homePage } from './home.page.js';
import { PageSettings } from './page-settings.js';

@Controller()
export class HomeController {
  constructor(
    private readonly viewer: HomeViewer,
    private readonly settings: PageSettings,
  ) {}

  @Get('/')
  async home(@Req() request: Request, @Res() response: Response): Promise<void> {
    const viewer = await this.viewer.of(request);
    response.set('Cache-Control', 'no-store').render('home', homePage(viewer, this.settings.demo));
  }
}
