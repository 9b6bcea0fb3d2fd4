//! Clients and servers of vendors that nobody knows.

pub mod shelf {
    docwright_runtime::include_api!("shelf");
}
pub mod orchard {
    docwright_runtime::include_api!("orchard");
}
pub mod kiosk {
    docwright_runtime::include_api!("kiosk");
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use docwright_runtime::server::{Context, Error, Result, Routes};
    use docwright_runtime::{Json, Map, Text};

    use crate::kiosk::{self, server::Paper, server::Till};
    use crate::orchard::models::*;
    use crate::orchard::query::TreesListTrees;
    use crate::orchard::{self, server::Harvests, server::Trees};
    use crate::shelf::{self, models::*, query::BooksGetBook, server::Books};

    /// Answers at an address of its own.
    async fn serve(routes: Routes) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes.into_router()).await.unwrap() });
        url
    }

    struct Library;

    impl Books for Library {
        async fn get_book(&self, _: Context, id: i32, query: BooksGetBook) -> Result<Book> {
            let binding = Binding { cloth: query.notes, ..Default::default() };
            let state = (query.order == Some(Order::Shelf)).then_some(shelf::models::State::Lent);
            Ok(Book { id: Some(id), binding: Some(binding), state, ..Default::default() })
        }

        async fn add_book(&self, _: Context, body: BooksAddBookRequest) -> Result<Book> {
            Ok(Book { id: body.shelf, title: body.title, genre: body.genre, ..Default::default() })
        }

        async fn remove_book(&self, _: Context, id: i32) -> Result<()> {
            if id == 7 { Ok(()) } else { Err(Error::not_found("no such book")) }
        }
    }

    #[tokio::test]
    async fn books_are_got_added_and_removed() {
        let client = shelf::client::Client::builder(&serve(shelf::server::books(Library)).await).build().unwrap();
        let books = client.books();
        let book = books.get_book(7).notes(true).order(Order::Shelf).await.unwrap();
        assert_eq!((book.id, book.state), (Some(7), Some(shelf::models::State::Lent)));
        assert_eq!(book.binding.unwrap().cloth, Some(true));
        let travel = Some(Genre::Travel);
        let new = BooksAddBookRequest {
            title: Some("North".into()),
            shelf: Some(3),
            genre: travel.clone(),
            ..Default::default()
        };
        let book = books.add_book(&new).await.unwrap();
        assert_eq!((book.title.as_deref(), book.id, book.genre), (Some("North"), Some(3), travel));
        books.remove_book(7).await.unwrap();
        assert_eq!(books.remove_book(8).await.unwrap_err().status().unwrap().as_u16(), 404);
    }

    /// Remembers what it was told, as texts.
    #[derive(Clone, Default)]
    struct Kiosk(Arc<Mutex<Vec<String>>>);

    impl Paper for Kiosk {
        async fn print_title(&self, context: Context, query: kiosk::query::PaperPrintTitle) -> Result<()> {
            assert_eq!(context.header("Cookie"), Some("kiosk=7"));
            self.0.lock().unwrap().push(format!("{query:?}"));
            Ok(())
        }

        async fn show_titles(
            &self,
            context: Context,
            town: String,
            query: kiosk::query::PaperShowTitles,
        ) -> Result<Vec<kiosk::models::Title>> {
            assert_eq!((town.as_str(), query.day, context.header("Content-Type")), ("Å & B", Some(7), None));
            Ok(vec![kiosk::models::Title { size: Some(kiosk::models::Size::Folio), ..Default::default() }])
        }
    }

    impl Till for Kiosk {
        async fn show_state(&self, _: Context) -> Result<Text> {
            Ok("open \"now\"".into())
        }

        async fn sell_picture(&self, _: Context, query: kiosk::query::TillSellPicture) -> Result<()> {
            let picture = query.picture.map(|picture| picture.decode().unwrap());
            self.0.lock().unwrap().push(format!("{picture:?} {:?}", query.note));
            Ok(())
        }
    }

    #[tokio::test]
    async fn forms_of_both_kinds_and_texts_arrive() {
        let desk = Kiosk::default();
        let routes = kiosk::server::paper(desk.clone()).merge(kiosk::server::till(desk.clone()));
        let key = kiosk::credentials::key("7").unwrap();
        let client = kiosk::client::Client::builder(&serve(routes).await).credentials(key).build().unwrap();
        client.paper().print_title().title("a&b=c d+é").bold(true).await.unwrap();
        client.paper().print_title().await.unwrap();
        let picture = b"--docwright-part\r\n\0\xff".to_vec();
        client.till().sell_picture().picture(picture.clone()).note("x\r\ny").await.unwrap();
        let told = std::mem::take(&mut *desk.0.lock().unwrap());
        let sold = format!("{:?} {:?}", Some(picture), Some("x\r\ny"));
        assert_eq!(told, ["PaperPrintTitle { title: a&b=c d+é, bold: true }", "PaperPrintTitle", &sold]);
        assert_eq!(&*client.till().show_state().await.unwrap(), "open \"now\"");
        let titles = client.paper().show_titles("Å & B").day(7).await.unwrap();
        assert_eq!(titles[0].size, Some(kiosk::models::Size::Folio));
    }

    /// Remembers the last tree that was planted.
    #[derive(Clone, Default)]
    struct Orchard(Arc<Mutex<Option<TreesPlantTreeRequest>>>);

    fn tree(id: i32) -> Tree {
        let pear = Variety { name: Some("pear".into()), ripe_in: Some(vec![8, 9]), ..Default::default() };
        let crown = Crown { width: Some(2.5), ..Default::default() };
        let mut tree = Tree { id: Some(id), ..Default::default() };
        tree.state = Some(orchard::models::State::Young);
        tree.label = Some(Json::from(12));
        tree.grafts = Some(Map::from([("north".to_owned(), vec![pear])]));
        tree.neighbours = Some(vec![Tree { id: Some(id + 1), ..Default::default() }]);
        tree.size = Some(Size { height: Some(3.0), crown: Some(crown), ..Default::default() });
        tree
    }

    impl Trees for Orchard {
        async fn get_tree(&self, _: Context, id: i32) -> Result<Tree> {
            Ok(tree(id))
        }

        async fn list_trees(&self, _: Context, query: TreesListTrees) -> Result<Vec<Tree>> {
            assert_eq!(query.states, Some(vec![States::Young, States::Old]));
            Ok(query.rows.unwrap_or_default().into_iter().map(tree).collect())
        }

        async fn plant_tree(&self, _: Context, body: TreesPlantTreeRequest) -> Result<Tree> {
            let planted = Tree { name: body.name.clone(), variety: body.variety.clone(), ..tree(1) };
            *self.0.lock().unwrap() = Some(body);
            Ok(planted)
        }
    }

    impl Harvests for Orchard {
        async fn harvest_tree(&self, _: Context, id: i32, body: HarvestsHarvestTreeRequest) -> Result<Map<i32>> {
            let litres = body.baskets.unwrap_or_default().iter().filter_map(|basket| basket.litres).sum();
            Ok(Map::from([("pear".to_owned(), litres), ("apple".to_owned(), id)]))
        }
    }

    #[tokio::test]
    async fn trees_are_planted_listed_and_harvested() {
        let orchard = Orchard::default();
        let routes = orchard::server::trees(orchard.clone()).merge(orchard::server::harvests(orchard.clone()));
        let client = orchard::client::Client::builder(&serve(routes).await).build().unwrap();
        assert_eq!(client.trees().get_tree(5).await.unwrap(), tree(5));
        let listed = client.trees().list_trees().states([States::Young, States::Old]).rows([2, 3]).await.unwrap();
        assert_eq!(listed, [tree(2), tree(3)]);

        let layer = |depth, kind: &str| Layer { depth: Some(depth), kind: Some(kind.into()), ..Default::default() };
        let layers = Some(vec![layer(30, "loam"), layer(90, "clay")]);
        let soil = Soil { acidity: Some(6.5), layers, ..Default::default() };
        let place = Place { row: Some(4), soil: Some(soil), ..Default::default() };
        let variety = Some(Variety { name: Some("pear".into()), ..Default::default() });
        let notes = Some(Map::from([("from".to_owned(), "abroad".to_owned())]));
        let new = TreesPlantTreeRequest {
            name: Some("Old friend".into()),
            variety: variety.clone(),
            place: Some(place),
            notes,
            ..Default::default()
        };
        let planted = client.trees().plant_tree(&new).await.unwrap();
        assert_eq!((planted.name.as_deref(), planted.variety), (Some("Old friend"), variety));
        assert_eq!(orchard.0.lock().unwrap().take(), Some(new), "all of it arrived, however deep");

        let baskets = Some([10, 20].map(|litres| Basket { litres: Some(litres), ..Default::default() }).to_vec());
        let request = HarvestsHarvestTreeRequest { baskets, ..Default::default() };
        let harvest = client.harvests().harvest_tree(5, &request).await.unwrap();
        assert_eq!(harvest, Map::from([("pear".to_owned(), 30), ("apple".to_owned(), 5)]));
    }
}
