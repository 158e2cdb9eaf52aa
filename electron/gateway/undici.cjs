/**
 * The part of undici that the gateway uses. The library's own entry also loads its fetch, its caches and its mocks,
 * which costs every start of a process; and its parts must be loaded by one loader, to be of one kind.
 */
const api = require('undici/lib/api/index.js');
const errors = require('undici/lib/core/errors.js');
const Agent = require('undici/lib/dispatcher/agent.js');
const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');

Object.assign(Dispatcher.prototype, api);

module.exports = { Agent, errors };
