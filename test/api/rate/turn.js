/** Resolves when everything that can go on without time passing has gone on. */
exports.everythingElse = async () => await new Promise((resolve) => setImmediate(resolve));
