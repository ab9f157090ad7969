//! What the columns of a table are: their headers as people and other programs write them, and the person's own word for it.

/// What a column holds of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// Its id.
    Id,
    /// Its date, or the first of two.
    Date,
    /// The last day or moment.
    End,
    /// A clock time of the date.
    Time,
    /// A clock time of the end.
    EndTime,
    /// A count since 1970, where the date says nothing.
    Count,
    Year,
    Month,
    Day,
    EndYear,
    EndMonth,
    EndDay,
    /// How exact the date is, 1 to 3 (ACLED).
    TimePrecision,
    /// What is known about the date.
    DateNote,
    Title,
    Summary,
    Kind,
    Status,
    /// An actor, or several; the header is the role.
    Actor,
    /// Where it happened.
    Place,
    /// What that place lies in, the nearest first.
    Within,
    Latitude,
    Longitude,
    Tag,
    /// Who says so.
    Source,
    /// The address of who says so.
    Address,
    /// A locator in the source.
    Locator,
    Note,
    /// Nothing that is to be read.
    Skip,
}

/// A role, what `--map` calls it, and the headers that mean it, best first.
struct RoleRow {
    role: Role,
    name: &'static str,
    headers: &'static [&'static str],
    /// Whether several columns may have it.
    is_many: bool,
}

const fn one(role: Role, name: &'static str, headers: &'static [&'static str]) -> RoleRow {
    RoleRow {
        role,
        name,
        headers,
        is_many: false,
    }
}

const fn many(role: Role, name: &'static str, headers: &'static [&'static str]) -> RoleRow {
    RoleRow {
        role,
        name,
        headers,
        is_many: true,
    }
}

/// Every role. Headers are in small letters, with `_` for all that is neither letter nor digit.
///
/// Those of ACLED (codebook 2024), UCDP (GED 24.1 and the conflict list), Timesketch, TimelineJS' sheet and vis-timeline are among
/// them.
const ROLES: &[RoleRow] = &[
    one(
        Role::Id,
        "id",
        &[
            "id",
            "event_id_cnty",
            "event_id",
            "unique_id",
            "uid",
            "uuid",
            "guid",
            "key",
        ],
    ),
    one(
        Role::Date,
        "date",
        &[
            "edtf",
            "date",
            "event_date",
            "datetime",
            "start_date",
            "date_start",
            "start",
            "begin_date",
            "begin",
            "when",
            "from",
            "date_time",
            "dtstart",
            "datum",
            "fecha",
        ],
    ),
    one(
        Role::End,
        "end",
        &[
            "end_date",
            "date_end",
            "end",
            "ep_end_date",
            "until",
            "to",
            "finish",
            "dtend",
            "end_datetime",
        ],
    ),
    one(Role::Time, "time", &["time", "start_time", "event_time"]),
    one(Role::EndTime, "end-time", &["end_time"]),
    one(
        Role::Count,
        "epoch",
        &["timestamp", "epoch", "unix_time", "unixtime"],
    ),
    one(Role::Year, "year", &["year", "start_date_year"]),
    one(Role::Month, "month", &["month", "start_date_month"]),
    one(Role::Day, "day", &["day", "start_date_day"]),
    one(Role::EndYear, "end-year", &["end_year", "end_date_year"]),
    one(
        Role::EndMonth,
        "end-month",
        &["end_month", "end_date_month"],
    ),
    one(Role::EndDay, "end-day", &["end_day", "end_date_day"]),
    one(Role::TimePrecision, "time-precision", &["time_precision"]),
    one(Role::DateNote, "date-note", &["date_note", "display_date"]),
    one(
        Role::Title,
        "title",
        &[
            "title",
            "headline",
            "text_headline",
            "message",
            "content",
            "label",
            "subject",
            "event",
            "name",
            "what",
            "titel",
            "titre",
            "titulo",
        ],
    ),
    one(
        Role::Summary,
        "summary",
        &[
            "summary",
            "description",
            "notes",
            "text",
            "text_text",
            "details",
            "body",
            "abstract",
            "beschreibung",
        ],
    ),
    one(
        Role::Kind,
        "kind",
        &[
            "kind",
            "event_type",
            "type",
            "category",
            "timestamp_desc",
            "type_of_violence",
            "data_type",
        ],
    ),
    one(Role::Status, "status", &["status"]),
    many(
        Role::Actor,
        "actor",
        &[
            "actors",
            "actor",
            "actor1",
            "actor2",
            "actor_1",
            "actor_2",
            "assoc_actor_1",
            "assoc_actor_2",
            "side_a",
            "side_a_2nd",
            "side_b",
            "side_b_2nd",
            "people",
            "persons",
            "person",
            "organisation",
            "organization",
            "participants",
            "attendees",
            "who",
        ],
    ),
    one(
        Role::Place,
        "place",
        &[
            "place",
            "places",
            "location",
            "where",
            "where_description",
            "city",
            "territory_name",
            "ort",
            "lieu",
            "lugar",
        ],
    ),
    many(
        Role::Within,
        "within",
        &[
            "admin3",
            "admin2",
            "adm_2",
            "admin1",
            "adm_1",
            "region_name",
            "country",
        ],
    ),
    one(Role::Latitude, "latitude", &["latitude", "lat"]),
    one(
        Role::Longitude,
        "longitude",
        &["longitude", "lon", "lng", "long"],
    ),
    many(
        Role::Tag,
        "tag",
        &["tags", "tag", "keywords", "labels", "group", "categories"],
    ),
    one(
        Role::Source,
        "source",
        &[
            "source",
            "sources",
            "source_article",
            "reference",
            "references",
        ],
    ),
    one(Role::Address, "url", &["url", "link", "source_url", "href"]),
    one(Role::Locator, "at", &["at", "locator", "page", "pages"]),
    one(
        Role::Note,
        "note",
        &["note", "comment", "comments", "remark", "remarks"],
    ),
    many(Role::Skip, "skip", &[]),
];

/// The role that `--map` calls by that name.
pub(super) fn role_named(name: &str) -> Option<Role> {
    ROLES
        .iter()
        .find(|row| row.name == name)
        .map(|row| row.role)
}

/// What `--map` calls the roles.
pub fn role_names() -> impl Iterator<Item = &'static str> {
    ROLES.iter().map(|row| row.name)
}

/// What a role is called.
pub(super) fn name_of(role: Role) -> &'static str {
    ROLES
        .iter()
        .find(|row| row.role == role)
        .map_or("", |row| row.name)
}

/// The roles of columns with these headers; `None` where a header means nothing that is known. What the person says of a
/// header, by its place, comes first.
pub(super) fn roles_of(headers: &[String], said: &[(usize, Role)]) -> Vec<Option<Role>> {
    let keys: Vec<String> = headers.iter().map(|header| key(header)).collect();
    let mut roles = vec![None; headers.len()];
    for (column, role) in said {
        if let Some(known) = roles.get_mut(*column) {
            *known = Some(*role);
        }
    }
    for row in ROLES {
        if !row.is_many && roles.contains(&Some(row.role)) {
            continue;
        }
        for header in row.headers {
            let Some(column) = keys.iter().position(|key| key == header) else {
                continue;
            };
            if let Some(role @ None) = roles.get_mut(column) {
                *role = Some(row.role);
                if !row.is_many {
                    break;
                }
            }
        }
    }
    // A clock time alone is the date of a log.
    if !roles.contains(&Some(Role::Date))
        && !roles.contains(&Some(Role::Year))
        && let Some(role) = roles.iter_mut().find(|role| **role == Some(Role::Time))
    {
        *role = Some(Role::Date);
    }
    roles
}

/// Where a header stands among those of a role: of places, the nearest first.
pub(super) fn rank(role: Role, header: &str) -> usize {
    let row = ROLES.iter().find(|row| row.role == role);
    let header = key(header);
    let place = row.and_then(|row| row.headers.iter().position(|known| *known == header));
    place.unwrap_or(usize::MAX)
}

/// A header as the table has it.
pub(super) fn key(header: &str) -> String {
    let mut key = String::new();
    for letter in header.trim().chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if !key.ends_with('_') && !key.is_empty() {
            key.push('_');
        }
    }
    key.truncate(key.trim_end_matches('_').len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(headers: &str) -> Vec<Option<Role>> {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        roles_of(&headers, &[])
    }

    #[test]
    fn headers_of_other_programs_are_known() {
        use Role::{
            Actor, Count, Date, Day, End, Kind, Month, Place, Summary, Tag, Title, Within, Year,
        };
        for (headers, wanted) in [
            (
                "Title,Start Date,End Date",
                vec![Some(Title), Some(Date), Some(End)],
            ),
            ("date,edtf,title", vec![None, Some(Date), Some(Title)]),
            (
                "message,timestamp,datetime,timestamp_desc",
                vec![Some(Title), Some(Count), Some(Date), Some(Kind)],
            ),
            (
                "Year,Month,Day,Headline,Text,Group",
                vec![
                    Some(Year),
                    Some(Month),
                    Some(Day),
                    Some(Title),
                    Some(Summary),
                    Some(Tag),
                ],
            ),
            (
                "event_date,actor1,actor2,location,country,notes",
                vec![
                    Some(Date),
                    Some(Actor),
                    Some(Actor),
                    Some(Place),
                    Some(Within),
                    Some(Summary),
                ],
            ),
            ("time,message", vec![Some(Date), Some(Title)]),
            ("foo,bar", vec![None, None]),
        ] {
            assert_eq!(roles(headers), wanted, "{headers}");
        }
    }

    #[test]
    fn the_person_s_word_comes_first() {
        let headers = ["notes".to_owned(), "title".to_owned()];
        assert_eq!(
            roles_of(&headers, &[(0, Role::Title)]),
            [Some(Role::Title), None]
        );
        assert_eq!(role_named("title"), Some(Role::Title));
        assert_eq!(name_of(Role::EndYear), "end-year");
    }
}
