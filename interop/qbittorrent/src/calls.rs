//! The calls, in an order in which each finds what it needs.

use std::path::Path;
use std::time::Duration;

use api::client::Client;
use api::models::Torrents;
use docwright_runtime::codegen::Record;
use serde_json::json;

use crate::Fault;
use crate::seen::Seen;
use crate::torrent::torrent;

/// Where nobody listens.
const NOBODY: &str = "127.0.0.1:9";

/// Logs in; gives the value of the cookie that the daemon sets.
pub(crate) async fn log_in(stranger: &Client, who: (&str, &str), seen: &mut Seen) -> Result<String, Fault> {
    seen.refused("getApplicationVersion", 403, stranger.application().get_application_version()).await;
    let answer = stranger.authentication().login(who.0, who.1).send().await?;
    seen.called("login");
    answer.cookie("SID").map(str::to_owned).ok_or_else(|| "the daemon sets no cookie".into())
}

/// Ends a session.
pub(crate) async fn log_out(client: &Client, seen: &mut Seen) {
    seen.call("getApplicationVersion", client.application().get_application_version()).await;
    seen.call("logout", client.authentication().logout()).await;
    seen.refused("getApplicationVersion", 403, client.application().get_application_version()).await;
}

/// Makes all other calls; the last one ends the daemon.
pub(crate) async fn all(client: &Client, folder: &Path, seen: &mut Seen) -> Result<(), Fault> {
    application(client, seen).await;
    transfer(client, seen).await;
    let torrent = add_torrent(client, folder, seen).await?;
    let hash = torrent.hash.ok_or("a torrent without a hash")?;
    read_torrent(client, &hash, seen).await;
    groups(client, &hash, folder, seen).await;
    trackers(client, &hash, seen).await;
    change_torrent(client, &hash, folder, seen).await;
    rss(client, seen).await;
    search(client, seen).await;
    log_and_sync(client, &hash, seen).await;
    let torrents = client.torrent_management();
    seen.call("deleteTorrents", torrents.delete_torrents(&hash, true)).await;
    let left = seen.call("getTorrentList", torrents.get_torrent_list().hashes(hash.as_str())).await;
    seen.check(left.is_some_and(|left| left.is_empty()), "the torrent is still there");
    seen.call("shutdownApplication", client.application().shutdown_application()).await;
    Ok(())
}

async fn application(client: &Client, seen: &mut Seen) {
    let app = client.application();
    if let Some(version) = seen.call("getApplicationVersion", app.get_application_version()).await {
        println!("qbittorrent: version {version}");
    }
    seen.call("getApiVersion", app.get_api_version()).await;
    seen.call("getDefaultSavePath", app.get_default_save_path()).await;
    if let Some(info) = seen.call("getBuildInfo", app.get_build_info()).await {
        seen.compare("getBuildInfo", &info);
    }
    let changed = json!({ "queueing_enabled": true, "max_active_downloads": 4 }).to_string();
    seen.call("setApplicationPreferences", app.set_application_preferences().json(changed)).await;
    if let Some(preferences) = seen.call("getApplicationPreferences", app.get_application_preferences()).await {
        let is_changed = preferences.queueing_enabled == Some(true) && preferences.max_active_downloads == Some(4);
        seen.check(is_changed, "the preferences are not what was set");
        let is_alone = [preferences.dht, preferences.pex, preferences.lsd] == [Some(false); 3];
        seen.check(is_alone, "the daemon looks for others");
        seen.compare("getApplicationPreferences", &preferences);
    }
}

async fn transfer(client: &Client, seen: &mut Seen) {
    let transfer = client.transfer_info();
    if let Some(info) = seen.call("getGlobalTransferInfo", transfer.get_global_transfer_info()).await {
        seen.compare("getGlobalTransferInfo", &info);
    }
    let before = seen.call("getAlternativeSpeedLimitsState", transfer.get_alternative_speed_limits_state()).await;
    seen.call("toggleAlternativeSpeedLimits", transfer.toggle_alternative_speed_limits()).await;
    let after = seen.call("getAlternativeSpeedLimitsState", transfer.get_alternative_speed_limits_state()).await;
    seen.check((before, after) == (Some(0), Some(1)), "the alternative limits are not toggled");
    seen.call("toggleAlternativeSpeedLimits", transfer.toggle_alternative_speed_limits()).await;
    seen.call("setGlobalDownloadLimit", transfer.set_global_download_limit(2_048)).await;
    seen.call("setGlobalUploadLimit", transfer.set_global_upload_limit(1_024)).await;
    let download = seen.call("getGlobalDownloadLimit", transfer.get_global_download_limit()).await;
    let upload = seen.call("getGlobalUploadLimit", transfer.get_global_upload_limit()).await;
    seen.check((download, upload) == (Some(2_048), Some(1_024)), "the global limits are not what was set");
    seen.call("banPeers", transfer.ban_peers("127.0.0.2:1")).await;
}

/// Adds a torrent from a file, and waits until it is there.
async fn add_torrent(client: &Client, folder: &Path, seen: &mut Seen) -> Result<Torrents, Fault> {
    let torrents = client.torrent_management();
    seen.refused("addNewTorrent", 415, torrents.add_new_torrent().torrents(b"no torrent".to_vec())).await;
    let call =
        torrents.add_new_torrent().torrents(torrent("first")).savepath(folder.join("saved").display().to_string());
    let call = call.paused("true").tags("made,here").up_limit(4_096).auto_tmm(false);
    seen.call("addNewTorrent", call).await;
    for _ in 0..100 {
        let all = seen.call("getTorrentList", torrents.get_torrent_list().sort("name").reverse(true)).await;
        if let Some(first) = all.into_iter().flatten().next() {
            seen.check(first.name.as_deref() == Some("first"), "the torrent has another name");
            seen.compare("getTorrentList", &first);
            return Ok(first);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err("the torrent does not come up".into())
}

async fn read_torrent(client: &Client, hash: &str, seen: &mut Seen) {
    let torrents = client.torrent_management();
    seen.refused("getTorrentGenericProperties", 404, torrents.get_torrent_generic_properties("0")).await;
    if let Some(found) = seen.call("getTorrentGenericProperties", torrents.get_torrent_generic_properties(hash)).await {
        seen.check((found.pieces_num, found.total_size) == (Some(2), Some(20_007)), "the torrent has another size");
        seen.compare("getTorrentGenericProperties", &found);
    }
    compare_first(
        "getTorrentTrackers",
        seen.call("getTorrentTrackers", torrents.get_torrent_trackers(hash)).await,
        seen,
    );
    seen.call("getTorrentWebSeeds", torrents.get_torrent_web_seeds(hash)).await;
    let files = seen.call("getTorrentContents", torrents.get_torrent_contents(hash)).await;
    seen.check(files.as_ref().is_some_and(|files| files.len() == 2), "the torrent has other files");
    compare_first("getTorrentContents", files, seen);
    let second = seen.call("getTorrentContents", torrents.get_torrent_contents(hash).indexes("1")).await;
    let sizes: Vec<_> = second.into_iter().flatten().map(|file| file.size).collect();
    seen.check(sizes == [Some(7)], "the second file is another one");
    let states = seen.call("getTorrentPiecesStates", torrents.get_torrent_pieces_states(hash)).await;
    // None before the daemon has looked at the files.
    seen.check(states.is_some_and(|states| matches!(states.len(), 0 | 2)), "the torrent has other pieces");
    let hashes = seen.call("getTorrentPiecesHashes", torrents.get_torrent_pieces_hashes(hash)).await;
    let digits = "3132333435363738393031323334353637383930";
    seen.check(hashes.is_some_and(|hashes| hashes == [digits; 2]), "the pieces have other hashes");
}

/// Categories and tags.
async fn groups(client: &Client, hash: &str, folder: &Path, seen: &mut Seen) {
    let torrents = client.torrent_management();
    let path = folder.join("films").display().to_string();
    seen.refused("setTorrentCategory", 409, torrents.set_torrent_category().hashes(hash).category("films")).await;
    seen.call("addNewCategory", torrents.add_new_category().category("films").save_path(path.as_str())).await;
    let moved = folder.join("more films").display().to_string();
    seen.call("editCategory", torrents.edit_category().category("films").save_path(moved.as_str())).await;
    seen.call("setTorrentCategory", torrents.set_torrent_category().hashes(hash).category("films")).await;
    if let Some(categories) = seen.call("getAllCategories", torrents.get_all_categories()).await {
        let films = categories.get("films");
        seen.check(
            films.is_some_and(|films| films.save_path.as_deref() == Some(&moved)),
            "the category is another one",
        );
        films.iter().for_each(|films| seen.compare("getAllCategories", *films));
    }
    seen.call("createTags", torrents.create_tags().tags("a & b,c")).await;
    seen.call("addTorrentTags", torrents.add_torrent_tags().hashes(hash).tags("a & b,d")).await;
    seen.call("removeTorrentTags", torrents.remove_torrent_tags().hashes(hash).tags("d")).await;
    seen.call("deleteTags", torrents.delete_tags().tags("c")).await;
    let tags = seen.call("getAllTags", torrents.get_all_tags()).await;
    let mut tags = tags.unwrap_or_default();
    tags.sort();
    seen.check(tags == ["a & b", "d", "here", "made"], &format!("the tags are {tags:?}"));
    let tagged = seen.call("getTorrentList", torrents.get_torrent_list().tag("a & b").category("films")).await;
    seen.check(tagged.is_some_and(|tagged| tagged.len() == 1), "the torrent has not the tag and the category");
    seen.call("removeCategories", torrents.remove_categories().categories("films\nnone")).await;
}

async fn trackers(client: &Client, hash: &str, seen: &mut Seen) {
    let torrents = client.torrent_management();
    let [one, two] = ["one", "two"].map(|name| format!("http://{NOBODY}/{name}?a=1&b=2"));
    let both = format!("{one}\n{two}");
    seen.call("addTrackersToTorrent", torrents.add_trackers_to_torrent().hash(hash).urls(both)).await;
    let three = format!("http://{NOBODY}/three");
    seen.call("editTrackers", torrents.edit_trackers(hash, &two, &three)).await;
    seen.refused("editTrackers", 409, torrents.edit_trackers(hash, &two, &three)).await;
    seen.call("removeTrackers", torrents.remove_trackers(hash, &one)).await;
    let trackers = seen.call("getTorrentTrackers", torrents.get_torrent_trackers(hash)).await.unwrap_or_default();
    let urls: Vec<_> =
        trackers.into_iter().filter_map(|tracker| tracker.url).filter(|url| url.starts_with("http")).collect();
    seen.check(urls == [three], &format!("the trackers are {urls:?}"));
    seen.call("addPeers", torrents.add_peers(hash, NOBODY)).await;
}

async fn change_torrent(client: &Client, hash: &str, folder: &Path, seen: &mut Seen) {
    let torrents = client.torrent_management();
    for (name, call) in [
        ("increaseTorrentPriority", torrents.increase_torrent_priority(hash)),
        ("decreaseTorrentPriority", torrents.decrease_torrent_priority(hash)),
        ("maximalTorrentPriority", torrents.maximal_torrent_priority(hash)),
        ("minimalTorrentPriority", torrents.minimal_torrent_priority(hash)),
        ("toggleSequentialDownload", torrents.toggle_sequential_download(hash)),
        ("setFirstLastPiecePriority", torrents.set_first_last_piece_priority(hash)),
        ("setFilePriority", torrents.set_file_priority(hash, "0|1", 6.0)),
        ("renameFile", torrents.rename_file(hash, "first/a.txt", "first/c & d.txt")),
        ("renameFolder", torrents.rename_folder(hash, "first", "second")),
        ("recheckTorrents", torrents.recheck_torrents(hash)),
        ("reannounceTorrents", torrents.reannounce_torrents(hash)),
        ("resumeTorrents", torrents.resume_torrents(hash)),
        ("pauseTorrents", torrents.pause_torrents("all")),
    ] {
        seen.call(name, call).await;
    }
    seen.call("setTorrentDownloadLimit", torrents.set_torrent_download_limit().hashes(hash).limit("3072")).await;
    seen.call("setTorrentUploadLimit", torrents.set_torrent_upload_limit().hashes(hash).limit("2048")).await;
    let download = seen.call("getTorrentDownloadLimit", torrents.get_torrent_download_limit().hashes(hash)).await;
    let upload = seen.call("getTorrentUploadLimit", torrents.get_torrent_upload_limit().hashes(hash)).await;
    let limits = [download, upload].map(|limits| limits.and_then(|limits| limits.get(hash).copied()));
    seen.check(limits == [Some(3_072), Some(2_048)], &format!("the limits are {limits:?}"));
    let share = torrents.set_torrent_share_limit().hashes(hash).ratio_limit("1.5").seeding_time_limit("60");
    if let Err(error) = share.await {
        // Later versions want a parameter that the page does not have.
        seen.differs("setTorrentShareLimit", error.to_string());
    } else {
        seen.called("setTorrentShareLimit");
    }
    seen.call("setTorrentName", torrents.set_torrent_name().hash(hash).name("A new + name")).await;
    let moved = folder.join("moved").display().to_string();
    seen.call("setTorrentLocation", torrents.set_torrent_location().hashes(hash).location(moved)).await;
    seen.call("setForceStart", torrents.set_force_start().hashes(hash).value(false)).await;
    seen.call("setSuperSeeding", torrents.set_super_seeding().hashes(hash).value(false)).await;
    let automatic = torrents.set_automatic_torrent_management().hashes(hash).enable(false);
    seen.call("setAutomaticTorrentManagement", automatic).await;
    let found = seen.call("getTorrentList", torrents.get_torrent_list().hashes(hash)).await;
    let name = found.into_iter().flatten().next().and_then(|torrent| torrent.name);
    seen.check(name.as_deref() == Some("A new + name"), &format!("the torrent is called {name:?}"));
}

async fn rss(client: &Client, seen: &mut Seen) {
    let rss = client.rss_experimental();
    seen.call("addFolder", rss.add_folder("news")).await;
    seen.refused("addFolder", 409, rss.add_folder("news")).await;
    seen.call("moveItem", rss.move_item("news", "old news")).await;
    seen.call("addFeed", rss.add_feed(&format!("http://{NOBODY}/feed")).path("old news\\feed")).await;
    seen.call("getAllItems", rss.get_all_items().with_data(false)).await;
    seen.call("markAsRead", rss.mark_as_read("old news\\feed")).await;
    let rule = json!({ "enabled": false, "mustContain": "Ubuntu & more", "affectedFeeds": [] }).to_string();
    seen.call("setAutoDownloadingRule", rss.set_auto_downloading_rule("one", &rule)).await;
    seen.call("renameAutoDownloadingRule", rss.rename_auto_downloading_rule("one", "two")).await;
    if let Some(rules) = seen.call("getAllAutoDownloadingRules", rss.get_all_auto_downloading_rules()).await {
        let two = rules.get("two");
        let is_set = two.is_some_and(|two| two.must_contain.as_deref() == Some("Ubuntu & more"));
        seen.check(is_set, "the rule is another one");
        two.iter().for_each(|two| seen.compare("getAllAutoDownloadingRules", *two));
    }
    seen.call("getAllArticlesMatchingRule", rss.get_all_articles_matching_rule("two")).await;
    seen.call("removeAutoDownloadingRule", rss.remove_auto_downloading_rule("two")).await;
    seen.call("refreshItem", rss.refresh_item("old news\\feed")).await;
    seen.call("removeItem", rss.remove_item("old news")).await;
}

/// What the search does without plugins; to get some, it would ask others.
async fn search(client: &Client, seen: &mut Seen) {
    let search = client.search();
    seen.call("getSearchPlugins", search.get_search_plugins()).await;
    seen.call("getSearchStatus", search.get_search_status()).await;
    seen.refused("getSearchStatus", 404, search.get_search_status().id(7.0)).await;
    seen.refused("getSearchResults", 404, search.get_search_results(7.0)).await;
    seen.refused("stopSearch", 404, search.stop_search(7.0)).await;
    seen.refused("deleteSearch", 404, search.delete_search(7.0)).await;
    seen.call("enableSearchPlugin", search.enable_search_plugin("none", true)).await;
    seen.call("uninstallSearchPlugin", search.uninstall_search_plugin("none")).await;
}

async fn log_and_sync(client: &Client, hash: &str, seen: &mut Seen) {
    let (log, sync) = (client.log(), client.sync());
    compare_first("getLog", seen.call("getLog", log.get_log().critical(false).last_known_id(-1)).await, seen);
    compare_first("getPeerLog", seen.call("getPeerLog", log.get_peer_log()).await, seen);
    let Some(all) = seen.call("getMainData", sync.get_main_data()).await else { return };
    seen.compare("getMainData", &all);
    all.server_state.iter().for_each(|state| seen.compare("getMainData.server_state", state));
    let torrent = all.torrents.as_ref().and_then(|torrents| torrents.get(hash));
    seen.check(torrent.is_some(), "the torrent is not in the main data");
    torrent.iter().for_each(|torrent| seen.compare("getMainData.torrents", *torrent));
    let call = sync.get_main_data().rid(all.rid.unwrap_or_default());
    let partial = seen.call("getMainData", call).await;
    seen.check(partial.is_some_and(|partial| partial.full_update != Some(true)), "the next main data are whole again");
    seen.call("getTorrentPeersData", sync.get_torrent_peers_data(hash)).await;
    seen.refused("getTorrentPeersData", 404, sync.get_torrent_peers_data("0")).await;
}

/// Compares the first of some records, where there is one.
fn compare_first<T: Record>(name: &str, records: Option<Vec<T>>, seen: &mut Seen) {
    if let Some(first) = records.iter().flatten().next() {
        seen.compare(name, first);
    }
}
