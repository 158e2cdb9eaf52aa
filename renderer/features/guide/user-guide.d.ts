/** Made by the build from docs/guide-utilisateur.md (renderer/build/user-guide.ts). */
declare module 'virtual:user-guide' {
  import type { GuideSection } from './guide-text.ts';
  export const sections: readonly GuideSection[];
}
