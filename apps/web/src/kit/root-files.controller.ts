import { Controller, Get, Header, Res } from '@nestjs/common';
import { Access, Clock, Config, later, NotFound } from '#libs/platform';
import type { PageResponse } from './replies.interceptor.js';
import { assets } from './stylesheet.js';

/** What belongs to one person, or leads to a form, is no use to a search engine. `/pesan` also covers `/pesanan`. */
const PRIVATE = ['/keranjang', '/pesan', '/masuk', '/daftar', '/lupa-sandi', '/reset-password', '/desk', '/admin', '/sandbox/'];
const ROBOTS = ['User-agent: *', ...PRIVATE.flatMap((path) => [`Disallow: ${path}`, `Disallow: /en${path}`]), 'Disallow: /api/', ''].join('\n');

// Well under the year that RFC 9116 (2.5.5) recommends at most.
const SECURITY_DAYS = 90;

/** The files that browsers and search engines ask for unasked. */
@Controller()
@Access('public')
export class RootFilesController {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  robots(): string {
    return ROBOTS;
  }

  /** How to report a weakness (RFC 9116), where the operator has said whom to tell. */
  @Get('.well-known/security.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  security(): string {
    const { securityContact, publicUrl } = this.config;
    if (!securityContact) throw new NotFound();
    const expires = later(this.clock.now(), { days: SECURITY_DAYS }).toISOString();
    return [`Contact: ${securityContact}`, `Expires: ${expires}`, 'Preferred-Languages: id, en', `Canonical: ${publicUrl}/.well-known/security.txt`, ''].join('\n');
  }

  /** Pages name the drawing themselves; this is for what shows no page, like a picture opened alone. */
  @Get('favicon.ico')
  icon(@Res({ passthrough: true }) response: PageResponse): Buffer {
    const icon = assets().files.get(assets().url('logo.svg').replace('/assets/', ''))!;
    response.status(200).header('content-type', icon.contentType).header('cache-control', 'public, max-age=86400');
    return icon.bytes;
  }
}
