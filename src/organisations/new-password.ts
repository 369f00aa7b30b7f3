import { Failure } from '#platform/failure.ts';
import { hashPassword } from '#platform/passwords.ts';

/** The hash of a new password; a refusal says at which field. @throws Failure `access.password-too-short`, `…-too-long` */
export async function newPassword(password: string, at: string): Promise<string> {
  try {
    return await hashPassword(password);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.kind, error.code, error.params, [{ at, code: error.code, params: error.params }]);
  }
}
