//! One service of an API: see `build.rs`.

docwright_runtime::include_api!();

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::client::Client;
    use crate::models::ContactEntity;

    #[test]
    fn there_is_one_service_with_what_it_needs() {
        let folder = |folder: &str| Path::new(env!("OUT_DIR")).join("docwright").join(folder);
        let mut clients: Vec<_> = fs::read_dir(folder("client"))
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        clients.sort();
        assert_eq!(clients, ["contact_entity.rs", "mod.rs", "query.rs"]);
        assert!(!folder("server").exists());
        let _name: Option<String> = ContactEntity::default().name;
        let _method = Client::contact_entity;
    }
}
