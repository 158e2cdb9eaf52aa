// The base comes first: what a component says of itself wins over it.
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import parameters from '../resources/parameters.json' with { type: 'json' };
import { App } from './app/App.tsx';
import { pageBridge } from './platform/bridge.ts';
import { applySettings } from './platform/settings.ts';

applySettings(document.documentElement);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App
      bridge={pageBridge()}
      parameters={{
        firstSearchYears: parameters.firstSearchYears,
        careTeamDays: parameters.authorisationDays,
        explicitHours: parameters.explicitConsentHours,
        renewalNoticeDays: parameters.renewalNoticeDays,
        emergencyMinutes: parameters.emergencySessionMinutes,
        justificationMin: parameters.justificationMinCodePoints,
      }}
    />
  </StrictMode>,
);
