//! One line for each operation of the generated client. The program fails if one is missing.

use std::fmt::Debug;

use docwright_runtime::client::{BoxFuture, Error};
use docwright_runtime::{Binary, Operation, Patch, Payload, QuerySet};
use superoffice::client::{Call, Client};
use superoffice::operations;

use crate::Fault;
use crate::export::Export;

/// Prism tells in this header where its answer does not satisfy the export.
const VIOLATIONS: &str = "sl-violations";

/// A call that is ready to be made.
pub(crate) struct PendingCall {
    pub operation: &'static Operation,
    /// What Prism says against its own answer, which the client could decode.
    pub outcome: BoxFuture<'static, Result<Option<String>, Error>>,
}

impl PendingCall {
    /// # Errors
    /// The method is that of another operation.
    fn new<R, Q>(operation: &'static Operation, call: Call<R, Q>) -> Result<Self, Fault>
    where
        R: Payload + Debug,
        Q: QuerySet + Debug,
    {
        // Calls tell only here which operation they are of.
        if !format!("{call:?}").contains(&operation.to_string()) {
            return Err(format!("{operation}: calls.rs has it with the method of another one").into());
        }
        let pending = call.send();
        let outcome = Box::pin(async move {
            let response = pending.await?;
            let violations = response.headers.get(VIOLATIONS);
            Ok(violations.map(|text| text.to_str().unwrap_or("not readable").to_owned()))
        });
        Ok(Self { operation, outcome })
    }
}

/// Makes a function that makes calls: `service { OPERATION => method(_, _); }`, where `_` is the next argument that the
/// export has for the operation, `patch` the same as changes,
/// and `binary` a small picture.
macro_rules! calls {
    ($($service:ident { $($operation:ident => $method:ident ( $($argument:tt),* );)* })*) => {
        /// The ids of all operations.
        pub(crate) fn ids() -> Vec<&'static str> {
            vec![$($(operations::$service::$operation.id),*),*]
        }

        /// A call of every operation that the export has.
        ///
        /// # Errors
        /// The export means other arguments.
        pub(crate) fn all(client: &Client, export: &Export) -> Result<Vec<PendingCall>, Fault> {
            let mut calls = Vec::new();
            $($(
            let operation = &operations::$service::$operation;
            #[allow(unused_mut, reason = "some operations take no arguments")]
            if let Some(mut arguments) = export.arguments(operation.id) {
                let call = client.$service().$method($(argument!(arguments, $argument)),*);
                arguments.end()?;
                calls.push(PendingCall::new(operation, call)?);
            }
            )*)*
            Ok(calls)
        }
    };
}

macro_rules! argument {
    ($arguments:ident, _) => {
        $arguments.take()?
    };
    ($arguments:ident, patch) => {{
        let changes = $arguments.take::<&docwright_runtime::Json>()?;
        Patch::from_body(Binary::new("application/json", changes.to_string()))?
    }};
    ($arguments:ident, binary) => {{
        $arguments.take::<&docwright_runtime::Json>()?;
        Binary::new("image/png", &b"\x89PNG\r\n\x1a\n"[..])
    }};
}

calls! {
    appointment_agent {
        MOVE => r#move(_);
    }
    archive {
        GET_ARCHIVE_GET => get_archive_get(_);
    }
    archive_agent {
        GET_ARCHIVE_LIST2 => get_archive_list2(_);
        GET_GROUP_ASSOCIATE_IDS => get_group_associate_ids(_);
    }
    associate_agent {
        GET_ASSOCIATE => get_associate(_);
        GET_ASSOCIATE_LIST => get_associate_list(_);
    }
    attachment_entity {
        UPLOAD_ATTACHMENT => upload_attachment(_, _);
    }
    audience_agent {
        GET_DEFAULT_COUNTRY_FLAG => get_default_country_flag(_);
    }
    batch {
        GET_BATCH_TASK_INFO => get_batch_task_info(_);
        GET_BATCH_TASK_INFOS_BY_STATE => get_batch_task_infos_by_state(_);
        UPDATE_BATCH_TASK => update_batch_task(_, _);
    }
    blob_agent {
        SET_BLOB_STREAM => set_blob_stream(_);
    }
    chat_agent {
        ACCEPT_CHAT_SESSION_TRANSFER => accept_chat_session_transfer(_);
        ADD_CHAT_MESSAGE => add_chat_message(_);
        ADD_CHAT_TOPIC_USER_AGENT => add_chat_topic_user_agent(_);
        CHAT_SESSIONS_FOR_USER => chat_sessions_for_user();
        CHAT_TOPICS_FOR_USER => chat_topics_for_user();
        CREATE_CHAT_SESSION_FOR_TOPIC => create_chat_session_for_topic(_);
        CREATE_DEFAULT_CHAT_SESSION_ENTITY => create_default_chat_session_entity();
        CREATE_DEFAULT_CHAT_TOPIC_AGENT => create_default_chat_topic_agent();
        CREATE_DEFAULT_CHAT_TOPIC_ENTITY => create_default_chat_topic_entity();
        DELETE_CHAT_SESSION_ENTITY => delete_chat_session_entity(_);
        DELETE_CHAT_TOPIC_ENTITY => delete_chat_topic_entity(_);
        DELETE_CHAT_TOPIC_USER_AGENT => delete_chat_topic_user_agent(_);
        GET_CHAT_MESSAGES => get_chat_messages(_);
        GET_CHAT_PRESENCE => get_chat_presence();
        GET_CHAT_SESSION_ENTITY => get_chat_session_entity(_);
        GET_CHAT_TOPIC_ENTITY => get_chat_topic_entity(_);
        GET_CHAT_TOPIC_USER_AGENT => get_chat_topic_user_agent(_);
        GET_CHAT_TOPIC_USER_AGENT_LIST => get_chat_topic_user_agent_list(_);
        GET_CHAT_TRANSCRIPT => get_chat_transcript(_);
        GET_USER_AGENT_LIST => get_user_agent_list(_);
        IS_WITHIN_OPENING_HOURS => is_within_opening_hours(_);
        PICK_UP_CHAT_SESSION => pick_up_chat_session(_);
        PICK_UP_FIRST_CHAT_SESSION => pick_up_first_chat_session();
        REJECT_CHAT_SESSION_TRANSFER => reject_chat_session_transfer(_);
        RESET_CHAT_SESSION => reset_chat_session(_);
        SAVE_CHAT_PRESENCE => save_chat_presence(_);
        SAVE_CHAT_SESSION_ENTITY => save_chat_session_entity(_);
        SAVE_CHAT_TOPIC_ENTITY => save_chat_topic_entity(_);
        TRANSFER_CHAT_SESSION => transfer_chat_session(_);
        UPDATE_CHAT_TOPIC_USER_AGENT => update_chat_topic_user_agent(_);
        UPDATE_CHAT_TOPIC_USER_AGENTS => update_chat_topic_user_agents(_);
    }
    chat_presence {
        SAVE_CHAT_PRESENCE => save_chat_presence(_);
    }
    chat_topic_entity {
        UPDATE_CHAT_TOPIC_USER_AGENTS => update_chat_topic_user_agents(_, _);
    }
    contact_agent {
        GET_CONTACT => get_contact(_);
    }
    contact_entity {
        DEFAULT_CONTACT_ENTITY => default_contact_entity();
        DELETE_CONTACT_ENTITY => delete_contact_entity(_);
        GET_ALL => get_all();
        GET_CONTACT_ENTITY => get_contact_entity(_);
        GET_IMAGE => get_image(_);
        MERGE => merge(_, _);
        PATCH_CONTACT_ENTITY => patch_contact_entity(_, patch);
        POST_CONTACT_ENTITY => post_contact_entity(_);
        PUT_CONTACT_ENTITY => put_contact_entity(_, _);
        SAVE_IMAGE => save_image(_, binary);
        SAVE_IMAGE_POST => save_image_post(_, binary);
        SET_DUPLICATE_RULES_STATUS => set_duplicate_rules_status(_);
        SIMPLE => simple(_);
        VALIDATE_CONTACT_ENTITY => validate_contact_entity(_);
    }
    crm_script_entity {
        EXECUTE_SCRIPT => execute_script(_, _);
        EXECUTE_SCRIPT_BY_UNIQUE_ID => execute_script_by_unique_id(_, _);
        PATCH_CRM_SCRIPT_ENTITY => patch_crm_script_entity(_, patch);
    }
    database_table_agent {
        INSERT => insert(_);
    }
    document_agent {
        GET_DOCUMENT_LENGTH => get_document_length(_);
    }
    e_mail_agent {
        GET_ATTACHMENT => get_attachment(_);
        GET_EMAIL_MESSAGE_IDS => get_email_message_ids(_);
    }
    foreign_app_entity {
        DELETE_FOREIGN_KEY_ON_NAME => delete_foreign_key_on_name(_, _, _, _, _, _);
        GET_KEY_BY_VALUE_AND_IDENTIFIER => get_key_by_value_and_identifier(_, _, _, _, _, _);
        GET_KEY_VALUE => get_key_value(_, _, _, _, _);
    }
    hierarchy_entity {
        ADD_HIERARCHY_TO_PATH => add_hierarchy_to_path(_, _, _);
        GET_ALL_DOMAINS => get_all_domains();
        GET_ALL_IN_DOMAIN => get_all_in_domain(_);
        GET_HIERARCHY_ENTITY => get_hierarchy_entity(_);
    }
    license {
        ASSIGN_THIRD_PARTY_LICENSES => assign_third_party_licenses(_, _, _);
        GET_MODULE_LICENSE_FROM_DB => get_module_license_from_db(_, _);
        GET_THIRD_PARTY_LICENSE_ASSIGNMENTS => get_third_party_license_assignments(_, _);
        REMOVE_LICENSE_FROM_DB => remove_license_from_db(_);
        UNASSIGN_THIRD_PARTY_LICENSES => unassign_third_party_licenses(_, _, _);
    }
    list_agent {
        CHANGE_CURRENCY => change_currency(_);
        GET_BUSINESS => get_business(_);
        GET_CATEGORY => get_category(_);
        GET_COUNTRY => get_country(_);
    }
    mdo_list {
        GET_LIST => get_list(_);
    }
    person_agent {
        GET_PERSON => get_person(_);
        MOVE => r#move(_);
    }
    preference {
        SET_PREF_VALUE_AT_LEVEL => set_pref_value_at_level(_, _, _, _);
        SET_PREF_VALUE_AT_LEVEL_POST => set_pref_value_at_level_post(_, _, _, _);
    }
    price_list {
        COPY_SUPER_OFFICE_PRICE_LIST => copy_super_office_price_list(_, _, _, _);
    }
    project_agent {
        GET_PROJECT => get_project(_);
    }
    project_entity {
        GET_PROJECT_ENTITY => get_project_entity(_);
    }
    quote_agent {
        GET_CONFIGURATION_FIELDS => get_configuration_fields(_);
    }
    role_entity {
        CREATE_DEFAULT_ROLE_ENTITY_FROM_TYPE => create_default_role_entity_from_type(_);
        GET_ROLE_ENTITY => get_role_entity(_);
        SET_FUNCTIONAL_RIGHTS => set_functional_rights(_, _);
    }
    sale_agent {
        GET_SALE => get_sale(_);
        GET_SALE_LIST => get_sale_list(_);
        HAS_GUIDE_ACTIVITIES => has_guide_activities(_);
    }
    sale_entity {
        GET_NEXT_DUE_DATE => get_next_due_date(_);
    }
    selection_entity {
        ADD_CONTACT_SELECTION_MEMBERS => add_contact_selection_members(_, _);
        ADD_SELECTION_MEMBERS => add_selection_members(_, _);
    }
    source_list {
        PUT_ALL_SOURCE => put_all_source(_);
    }
    string {
        GET_KNOWN_LANGUAGES => get_known_languages();
        GET_STRING => get_string(_, _);
        GET_STRING_NAMES => get_string_names();
        GET_STRINGS => get_strings(_);
        GET_STRINGS_GET => get_strings_get(_);
    }
    table_record {
        UPDATE_ROW => update_row(_, _, _);
    }
    ticket_agent {
        GET_TICKET => get_ticket(_);
    }
    ticket_message_entity {
        SEND_TICKET_MESSAGE => send_ticket_message(_, _, _, _);
    }
    user {
        DELETE_USER => delete_user(_);
        DELETE_USER_FROM_NAME => delete_user_from_name(_);
        EXECUTE_USER_COMMAND => execute_user_command(_, _);
        GET_CURRENT_ASSOCIATE => get_current_associate();
        GET_USER => get_user(_);
        GET_USER_COMMANDS => get_user_commands(_);
        GET_USER_FROM_NAME => get_user_from_name(_);
    }
    webhook {
        GET_ALL_WEBHOOKS => get_all_webhooks();
        GET_WEBHOOK => get_webhook(_);
        SIGNAL_EVENT => signal_event(_, _, _);
    }
}
