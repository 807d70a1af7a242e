//! How a network is drawn.

use unicode_width::UnicodeWidthStr;

use super::*;

/// A network of `count` actors in which `pairs` have to do with each other.
fn network_of(count: usize, pairs: &[(usize, usize, usize)]) -> Network {
    const NAMES: [&str; 5] =
        ["霧", "鷹取静馬", "イレーナ・ヴォルク", "Hollow Kestrel", "環北洋ケーブル保護協定の署名国会議"];
    let id = |n: usize| Symbol::of(&format!("actor-{n}")).as_str();
    let nodes = (0..count).map(|n| Node {
        id: id(n),
        name: NAMES[n % NAMES.len()],
        kind: Kind::Person,
        mentions: 1 + (count - n) * 3,
        articles: 1,
    });
    let edges = pairs.iter().map(|(from, to, count)| Edge {
        from: id(*from),
        to: id(*to),
        kind: if count % 2 == 0 { EdgeKind::Beside } else { EdgeKind::SpeaksAbout },
        count: *count,
        articles: 1,
    });
    Network { nodes: nodes.collect(), edges: edges.collect() }
}

fn ring(count: usize) -> Vec<(usize, usize, usize)> {
    (0..count).map(|n| (n, (n + 1) % count, 1 + n % 3)).collect()
}

/// Everybody with everybody.
fn tangle(count: usize) -> Vec<(usize, usize, usize)> {
    (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b, 1 + (a * b) % 7))).collect()
}

/// The boxes around circle and name: left, top, right, bottom.
fn boxes(picture: &Picture) -> Vec<[f64; 4]> {
    let around = |spot: &Spot| {
        let half = (spot.label.width() as f64 * LETTERS / 4.0).max(spot.radius);
        [spot.x - half, spot.y - spot.radius, spot.x + half, spot.y + spot.radius + BASELINE]
    };
    picture.spots.iter().map(around).collect()
}

#[test]
fn no_name_lies_on_another_or_leaves_the_picture() {
    for count in [1, 2, 3, 7, 24, 40, 120] {
        for pairs in [vec![], ring(count), tangle(count.min(24))] {
            for centred in [false, true] {
                let picture = picture(&network_of(count, &pairs), centred);
                let boxes = boxes(&picture);
                assert_eq!(boxes.len(), count);
                for (n, a) in boxes.iter().enumerate() {
                    let inside = a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= picture.width && a[3] <= picture.height;
                    assert!(inside, "{count}: {a:?} in {} x {}", picture.width, picture.height);
                    for b in &boxes[n + 1..] {
                        let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                        assert!(apart, "{count} actors, {} lines: {a:?} and {b:?}", pairs.len());
                    }
                }
            }
        }
    }
}

#[test]
fn the_same_network_gives_the_same_picture() {
    let draw = || picture(&network_of(40, &ring(40)), true);
    let (one, other) = (draw(), draw());
    assert_eq!(one.spots, other.spots);
    assert_eq!(one.lines, other.lines);
}

#[test]
fn a_picture_is_not_much_larger_than_what_is_in_it() {
    for pairs in [vec![], ring(40), tangle(24)] {
        let picture = picture(&network_of(40, &pairs), false);
        let used: f64 = boxes(&picture).iter().map(|[left, top, right, bottom]| (right - left) * (bottom - top)).sum();
        let share = used / (picture.width * picture.height);
        assert!(share > 0.1, "{} lines: {share:.2} of {} x {}", pairs.len(), picture.width, picture.height);
        assert!(picture.width > picture.height, "{} x {}", picture.width, picture.height);
    }
}

#[test]
fn who_has_much_to_do_with_each_other_stands_closer_than_strangers() {
    let groups = [0, 4].map(|first| [(first, first + 1, 8), (first + 1, first + 2, 8), (first, first + 2, 8)]).concat();
    let picture = picture(&network_of(8, &groups), false);
    let far = |a: usize, b: usize| {
        let (a, b) = (&picture.spots[a], &picture.spots[b]);
        (a.x - b.x).hypot(a.y - b.y)
    };
    assert!(far(0, 1) < far(0, 5) && far(4, 5) < far(4, 1), "{picture:?}");
}

#[test]
fn a_line_ends_where_it_should() {
    let picture = picture(&network_of(2, &[(0, 1, 2), (0, 1, 3)]), false);
    let [from, to] = [&picture.spots[0], &picture.spots[1]];
    assert_eq!(picture.lines[0], format!("M{} {}L{} {}", from.x, from.y, to.x, to.y));
    let end: Vec<f64> = picture.lines[1].rsplit(' ').take(2).map(|number| number.parse().expect("a number")).collect();
    let far = (end[1] - to.x).hypot(end[0] - to.y);
    assert!((far - to.radius).abs() < 3.0, "{} ends {far} from the middle of {to:?}", picture.lines[1]);
}

#[test]
fn a_long_name_is_cut_and_nobody_at_all_is_no_error() {
    let picture = picture(&network_of(5, &[]), false);
    assert_eq!(picture.spots[4].label, "環北洋ケーブル保護協定…");
    assert!(super::picture(&Network::default(), true).spots.is_empty());
}

#[test]
fn an_actor_keeps_its_strongest_line_though_others_are_stronger() {
    let pairs = [(0, 1, 9), (1, 2, 8), (0, 2, 7), (0, 3, 1)];
    let edges = network_of(4, &pairs).edges;
    let kept: Vec<usize> = strongest(edges, 3).iter().map(|edge| edge.count).collect();
    assert_eq!(kept, [9, 8, 1]);
}
