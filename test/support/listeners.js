const { getEventListeners } = require('node:events');

/** How many listeners a signal holds. @param {AbortSignal} signal */
exports.listenersOf = (signal) => getEventListeners(signal, 'abort').length;
