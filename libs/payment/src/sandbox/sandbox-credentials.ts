import type { Config } from '#libs/platform';

/** What the program and the stand-in bank know in common; derived, so that nothing needs to be set. */
export interface SandboxCredentials {
  account: string;
  apiKey: string;
  webhookSecret: string;
}

export function sandboxCredentials(config: Config): SandboxCredentials {
  return {
    account: `acct_${config.keyFor('sandbox account').toString('hex').slice(0, 16)}`,
    apiKey: config.keyFor('sandbox api key').toString('hex'),
    webhookSecret: config.keyFor('sandbox webhook secret').toString('hex'),
  };
}
