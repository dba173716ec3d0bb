import { Body, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { Access } from '#libs/platform';
import { People } from '#libs/identity';
import { submit, typedIn } from '../kit/form-state.js';
import { PageController } from '../kit/page-controller.js';
import { ownPath } from '../kit/reader.js';
import { seeOther, show, type Reply } from '../kit/reply.js';
import { Visiting, type PageRequest, type Visit } from '../kit/visit.js';
import { CodeForm, ForgotForm, ResetForm, SignInForm, SignUpForm } from './account.forms.js';
import { forgotPage, resetPage, secondFactorPage, signInPage, signUpPage } from './account.views.js';

/** Signing in and out, with the same limits as the API. Where to go afterwards travels in `kembali`, always a path of ours. */
@PageController()
@Access('public')
export class AccountController {
  constructor(private readonly people: People) {}

  @Get('masuk')
  signInForm(@Visiting() visit: Visit, @Query() query: unknown): Reply {
    const back = backIn(query);
    return visit.actor.isSignedIn ? seeOther(back) : show(signInPage(visit.reader, back));
  }

  @Post('masuk')
  @HttpCode(303)
  signIn(@Visiting() visit: Visit, @Req() request: PageRequest, @Body() body: unknown): Promise<Reply> {
    const act = async ({ email, password, kembali }: SignInForm): Promise<Reply> => {
      const { cookies, secondFactor } = await this.people.signIn(request, { email, password });
      const back = ownPath(kembali, '/');
      if (secondFactor) return seeOther(`/masuk/kode?kembali=${encodeURIComponent(back)}`, { setCookies: cookies });
      return seeOther(back, { setCookies: cookies });
    };
    return submit(SignInForm, body, visit.reader.locale, act, (form) => signInPage(visit.reader, backIn(form.typed), form));
  }

  @Get('masuk/kode')
  codeForm(@Visiting() visit: Visit, @Query() query: unknown): Reply {
    return show(secondFactorPage(visit.reader, backIn(query)));
  }

  @Post('masuk/kode')
  @HttpCode(303)
  code(@Visiting() visit: Visit, @Req() request: PageRequest, @Body() body: unknown): Promise<Reply> {
    const act = async ({ code, kembali }: CodeForm): Promise<Reply> => {
      const { cookies } = await this.people.verifyTotp(request, code);
      return seeOther(ownPath(kembali, '/'), { setCookies: cookies });
    };
    return submit(CodeForm, body, visit.reader.locale, act, (form) => secondFactorPage(visit.reader, backIn(form.typed), form));
  }

  @Get('daftar')
  signUpForm(@Visiting() visit: Visit, @Query() query: unknown): Reply {
    const back = backIn(query);
    return visit.actor.isSignedIn ? seeOther(back) : show(signUpPage(visit.reader, back));
  }

  @Post('daftar')
  @HttpCode(303)
  signUp(@Visiting() visit: Visit, @Req() request: PageRequest, @Body() body: unknown): Promise<Reply> {
    const { locale } = visit.reader;
    const act = async ({ name, email, password, kembali }: SignUpForm): Promise<Reply> => {
      const { cookies } = await this.people.signUp(request, { name, email, password, locale });
      return seeOther(ownPath(kembali, '/'), { setCookies: cookies, told: 'welcome' });
    };
    return submit(SignUpForm, body, locale, act, (form) => signUpPage(visit.reader, backIn(form.typed), form));
  }

  @Post('keluar')
  @HttpCode(303)
  async signOut(@Req() request: PageRequest): Promise<Reply> {
    const { cookies } = await this.people.signOut(request);
    return seeOther('/', { setCookies: cookies, told: 'signedOut', cookies: [{ name: 'count', value: null }] });
  }

  @Get('lupa-sandi')
  forgotForm(@Visiting() visit: Visit): Reply {
    return show(forgotPage(visit.reader));
  }

  @Post('lupa-sandi')
  @HttpCode(303)
  forgot(@Visiting() visit: Visit, @Req() request: PageRequest, @Body() body: unknown): Promise<Reply> {
    const act = async ({ email }: ForgotForm): Promise<Reply> => {
      await this.people.requestReset(request, email);
      return seeOther('/masuk', { told: 'resetSent' });
    };
    return submit(ForgotForm, body, visit.reader.locale, act, (form) => forgotPage(visit.reader, form));
  }

  @Get('reset-password')
  resetForm(@Visiting() visit: Visit, @Query() query: unknown): Reply {
    return show(resetPage(visit.reader, String(typedIn(query).token ?? '')));
  }

  @Post('reset-password')
  @HttpCode(303)
  reset(@Visiting() visit: Visit, @Req() request: PageRequest, @Body() body: unknown): Promise<Reply> {
    const act = async ({ token, password }: ResetForm): Promise<Reply> => {
      await this.people.resetPassword(request, token, password);
      return seeOther('/masuk', { told: 'resetDone' });
    };
    return submit(ResetForm, body, visit.reader.locale, act, (form) => resetPage(visit.reader, String(form.typed.token ?? ''), form));
  }
}

function backIn(source: unknown): string {
  const { kembali } = typedIn(source);
  return ownPath(typeof kembali === 'string' ? kembali : undefined, '/');
}
