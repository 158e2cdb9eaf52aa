import { z } from 'zod';

// Read by zod when a schema is built: without it the library probes `new Function`, which the page's
// Content Security Policy reports as a violation. Every schema therefore imports `z` from here.
z.config({ jitless: true });

export { z };
