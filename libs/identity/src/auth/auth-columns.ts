/** The engine's fields by the columns of schema `identity` (its own default is camelCase). */
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

export const USER = { modelName: 'person', fields: { emailVerified: 'email_verified', ...stamps } };

export const SESSION = { fields: { expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id', ...stamps } };

export const ACCOUNT = {
  fields: {
    accountId: 'account_id', providerId: 'provider_id', userId: 'user_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', ...stamps,
  },
};

export const VERIFICATION = { fields: { expiresAt: 'expires_at', ...stamps } };

export const PHONE = { user: { fields: { phoneNumber: 'phone_number', phoneNumberVerified: 'phone_number_verified' } } };

export const TWO_FACTOR = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: { userId: 'user_id', backupCodes: 'backup_codes', failedVerificationCount: 'failed_verification_count', lockedUntil: 'locked_until' },
  },
};
