import type { FastifyContextConfig, FastifyInstance, HTTPMethods } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { answerRefusal } from './exchange.ts';
import { refusal } from './refusal.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies HTTPMethods[];

/**
 * Registers routes, then answers 405 with `Allow` where one of their addresses is asked with a method that it
 * does not offer (K4, K8, K9 of the wire).
 */
export function refuseOtherMethods(
  app: FastifyInstance,
  context: ServiceContext,
  register: () => void,
): void {
  const offered = new Map<string, { methods: Set<string>; config: FastifyContextConfig }>();
  let collecting = true;
  app.addHook('onRoute', ({ url, method, config }) => {
    if (!collecting) return;
    const known = offered.get(url) ?? { methods: new Set<string>(), config: admissionOf(config) };
    for (const each of [method].flat()) known.methods.add(each);
    offered.set(url, known);
  });
  register();
  collecting = false;
  for (const [url, { methods, config }] of offered) {
    const refusedMethods = METHODS.filter((method) => !methods.has(method));
    const allow = METHODS.filter((method) => methods.has(method)).join(', ');
    app.route({
      method: refusedMethods,
      url,
      config: { ...config, refused: true },
      handler: (request, reply) =>
        answerRefusal(
          context,
          request,
          reply,
          'unknown',
          refusal('INVALID', { status: 405, headers: { allow } }),
        ),
    });
  }
}

/** Who is let in to an address: the same whatever the method. */
function admissionOf(config: FastifyContextConfig = {}): FastifyContextConfig {
  return {
    ...(config.open === true ? { open: true } : {}),
    ...(config.operator === true ? { operator: true } : {}),
  };
}
