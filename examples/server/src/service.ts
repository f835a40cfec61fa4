import type { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { Admission } from './admission.js';
import type { Limits } from './limits.js';
import { ModelForms } from './model.js';

/** What the routes share. */
export interface Service {
  readonly vae: AutoencoderKLFlux2;
  readonly limits: Limits;
  readonly forms: ModelForms;
  readonly admission: Admission;
}

export const createService = (vae: AutoencoderKLFlux2, limits: Limits): Service => ({
  vae,
  limits,
  forms: new ModelForms(vae, limits),
  admission: new Admission(limits.queue, limits.answerSeconds),
});
