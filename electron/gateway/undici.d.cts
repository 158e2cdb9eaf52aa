export { Agent, errors } from 'undici';
