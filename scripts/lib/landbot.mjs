/** The address of Landbot's API, without a final slash. */
export const LANDBOT = 'https://api.landbot.io/v1';
