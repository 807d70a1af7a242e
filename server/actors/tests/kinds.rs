//! What a name is, by its last word and by what stands around it.

use super::*;

#[test]
fn a_title_behind_a_word_for_a_work_is_a_work() {
    check("映画「〔霧の港へ:w〕」を見た。");
}

#[test]
fn the_last_word_settles_what_a_name_is() {
    check("〔アルド・プロダクション:o〕が制作した。");
}

#[test]
fn a_common_word_before_a_title_is_nobody() {
    check("シニアマネジャーを務めた。");
    check("オークションの売り上げが伸びた。");
}
