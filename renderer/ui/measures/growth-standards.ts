import who2006 from '../../../resources/growth/who-2006.json' with { type: 'json' };
import who2007 from '../../../resources/growth/who-2007.json' with { type: 'json' };
import type { GrowthStandard } from '../../../shared/clinical/growth.ts';

/** Against what a child's measures are drawn, youngest first. */
export const GROWTH_STANDARDS: readonly GrowthStandard[] = [who2006, who2007];
