/** What the worker can be asked, and what it answers. Passwords go into it and never come out. */
export interface OpaqueWork {
  startLogin: { asks: { password: string }; answers: { clientLoginState: string; startLoginRequest: string } };
  /** null: the password is wrong */
  finishLogin: {
    asks: { password: string; clientLoginState: string; loginResponse: string; stretching: 'memory-constrained' };
    answers: { finishLoginRequest: string } | null;
  };
  startRegistration: { asks: { password: string }; answers: { clientRegistrationState: string; registrationRequest: string } };
  finishRegistration: {
    asks: { password: string; clientRegistrationState: string; registrationResponse: string; stretching: 'memory-constrained' };
    answers: { registrationRecord: string };
  };
}

export type OpaqueStep = keyof OpaqueWork;

export interface OpaqueAsk {
  id: number;
  step: OpaqueStep;
  asks: unknown;
}

export interface OpaqueAnswer {
  id: number;
  answers?: unknown;
  failed?: string;
}
