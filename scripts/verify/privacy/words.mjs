/** The words that may be printed as they came, because Landbot's documentation or its framework has chosen them. */

const list = (/** @type {string} */ words) => words.trim().split(/\s+/);

const AGENT = list(
	'id uuid name full_name first_name last_name email avatar role active created_at',
);
const BOT = list('id uuid name type active channel_id created_at updated_at');

/** The allow-list: the keys of each kind of object, by the API's documentation and what is likely besides. */
const KEYS = {
	channel: list(
		'id uuid name type active created_at token chats hooks hsm bots config_url style foot version',
	),
	customer:
		list(`id uuid name email phone avatar channel_id brand_id agent_id ticket_id visitor_id archived blocked
		unread opt_in paused_until register_date last_message last_message_content last_receive_date last_send_date
		meta_data custom_fields country url is_external webchat_type`),
	field: list('name type value extra'),
	'message hook': list('id url token name channel_id created_at updated_at'),
	'entry of a conversation':
		list(`id uuid type message message_datetime timestamp created_at data body text url
		caption payload title buttons payloads urls attachments rich_text filename latitude longitude author
		author_type author_id author_uuid sender sender_type sender_id agent_id bot_id customer customer_id channel
		channel_id chat samurai seq ui_key read extra action _raw`),
	template:
		list(`id name text params_number channel_id status language languages language_code locale
		translations template_id namespace category header body footer buttons params`),
	agent: AGENT,
	'agent of the token': AGENT,
	bot: BOT,
	'bot by itself': BOT,
};

/** @typedef {keyof typeof KEYS} Kind A kind of object of the API. */

/** Keys of an answer around its objects, and of refusals: parameters, and what the framework says. */
const AROUND =
	list(`success total channel channels customer customers field fields hook hooks message messages
	template templates agent agents bot bots data error errors detail reason code status rate limit offset search
	search_by type value extra url name token field_name customer_id channel_id agent_id bot_id hook_id non_field_errors`);

const ALL = new Set([...Object.values(KEYS).flat(), ...AROUND]);

/** The words of which the framework's sentences consist. */
const SENTENCE_WORDS = new Set(
	list(`a action allowed and are authentication be been between channel credentials customer do does exist field found
		have is limit method must not of offset or page parameter perform permission provided request requests required
		resource given invalid this to token too many unauthorized forbidden value was were with you delete get patch
		post put`),
);

/**
 * Whether a key of an object of this kind may be printed.
 * @param {Kind} kind
 * @param {string} key
 */
export const isKeyOf = (kind, key) => KEYS[kind].includes(key);

/** Whether a key is on the allow-list, for whatever object. @param {string} key */
export const isKnown = (key) => ALL.has(key);

/** Whether a sentence consists of the framework's words, and so cannot name anybody. @param {string} text */
export const isPlain = (text) =>
	/^[\w\s.,:;"'-]{1,80}$/.test(text) &&
	(text.toLowerCase().match(/\w+/g) ?? []).every((word) => SENTENCE_WORDS.has(word));
