import type { Badge } from './badge.ts';

/** Colours that white text stands out from by 4.5 to 1. */
export const badgeColours: Readonly<Record<Badge['colour'] | 'label', string>> = {
  label: '#3d444d',
  red: '#cf222e',
  green: '#1a7f37',
  amber: '#9a6700',
  grey: '#656d76',
};
