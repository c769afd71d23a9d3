/**
 * The people, channels and templates that every simulator begins with, by the names that it has for them. Who is not
 * here is nobody special: `simulator/seed.ts` lists all.
 */
export { APICHAT, SECOND_WHATSAPP, WEB, WHATSAPP } from '../../simulator/workspace/given.ts';

/** On the web channel, with a conversation of three messages and two fields. */
export const ANA = 473500001;
/** Whom agent 794001 has, the owner of the tokens of the tests. */
export const CARLA = 473500004;
/** Whom another agent has. */
export const DANIEL = 473500005;
/** Is blocked: whatever is sent is refused with 412. */
export const ELIF = 473500006;
/** Has a field of every type. */
export const GRETA = 473500008;
/** Nothing is special about them: on the web channel, with a phone and an email, without fields and messages. */
export const TARA = 473500009;
export const UMAR = 473500010;
export const VERA = 473500011;
/** The same phone and email as Ana on the web channel, which makes two customers of one person. */
export const ANA_ON_WHATSAPP = 473500021;
/** On WhatsApp, 24 hours after the last message: only templates reach him. */
export const HUGO = 473500022;
/** On WhatsApp, and has never agreed to templates. */
export const IRIS = 473500023;
/** On WhatsApp, takes texts and templates. */
export const WIM = 473500026;
/** Their channel reports no messages. */
export const ON_APICHAT = 473500041;
/** Their channel is switched off: whatever is sent is refused with 412. */
export const ON_FACEBOOK = 473500044;
/** Is no customer. */
export const NOBODY = 473599999;

/** `Hi {{1}}, your order {{2}} is on its way.`, in `en` and `es_MX`. */
export const ORDER_SHIPPED = 12170;
/** No placeholders, only in `en`. */
export const WELCOME = 12171;
/** One placeholder, a file in the header and a value for the second button, only in `en`. */
export const INVOICE = 12172;
