// The base comes first: what a component says of itself wins over it.
import '../ui/fonts.css';
import '../ui/tokens.css';
import './space.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import parameters from '../../resources/parameters.json' with { type: 'json' };
import { applySettings, changeSettings } from '../platform/settings.ts';
import { SpaceApp } from './app/SpaceApp.tsx';
import { spaceBridge } from './bridge.ts';

// A citizen at home reads larger than a professional between two patients.
changeSettings({ density: 'comfortable' });
applySettings(document.documentElement);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <SpaceApp
      bridge={spaceBridge()}
      parameters={{
        archiveYears: parameters.archiveYears,
        oppositionWeeks: parameters.oppositionWeeks,
        mostCarers: parameters.carersPerPatient,
      }}
    />
  </StrictMode>,
);
