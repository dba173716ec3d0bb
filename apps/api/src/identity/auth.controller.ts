import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthHandler } from '#libs/identity';
import { Access } from '#libs/platform';

interface Request {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
  ip: string;
}

interface Reply {
  status(code: number): Reply;
  headers(values: Record<string, string | string[]>): Reply;
  send(body: string): unknown;
}

/** The sign-in engine's own routes and answers; outside `/api/v1`. */
@Controller('api/auth')
@ApiExcludeController()
@Access('public')
export class AuthController {
  constructor(private readonly auth: AuthHandler) {}

  @All('*')
  async answer(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const { status, headers, body } = await this.auth.handle(request);
    await reply.status(status).headers(headers).send(body);
  }
}
