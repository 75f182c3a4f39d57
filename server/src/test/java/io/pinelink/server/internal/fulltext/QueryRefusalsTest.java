package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the query strings that are refused, with the place of the fault. */
class QueryRefusalsTest {
  private static final FullTextIndex INDEX =
      Texts.index(
          Map.of("title", Texts.PLAIN, "body", Texts.PLAIN),
          Map.of("1", Map.of("title", "beta", "body", "alpha", "tag", "x")));

  private static void assertRefused(String query, String fault) {
    assertThatThrownBy(() -> Texts.query(INDEX, query))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.INVALID_ARGUMENT))
        .hasMessageStartingWith(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // Boosts.
        "alpha^; 6; boost is '', expected a decimal number such as 2 or 0.5",
        "alpha^ 2; 6; boost is ''",
        "alpha ^2; 7; no word, phrase or group directly precedes this suffix",
        "alpha^-1; 6; boost is '-1'",
        "alpha^+1; 6; boost is '+1'",
        "alpha^1e3; 6; boost is '1e3'",
        "alpha^.5; 6; boost is '.5'",
        "alpha^2.; 6; boost is '2.'",
        "alpha^1.2.3; 6; boost is '1.2.3'",
        "alpha^x; 6; boost is 'x'",
        "alpha^NaN; 6; boost is 'NaN'",
        "alpha^٣; 6; boost is '٣'",
        "alpha^2^3; 8; a second suffix of this kind",
        "\"alpha beta\"^1e3; 13; boost is '1e3'",
        "(alpha)^-2; 8; boost is '-2'",
        "alpha^9999999999999999999999999999999; 6; boost is 1.0E31, expected at most 1.0E30",
        "^2; 1; no word, phrase or group directly precedes",
        // Fuzzy words and slop.
        "alpha~3; 6; fuzzy distance is '3', expected 0, 1 or 2",
        "alpha~10; 6; fuzzy distance is '10'",
        "alpha~0.5; 6; fuzzy distance is '0.5'",
        "alpha~-1; 6; fuzzy distance is '-1'",
        "alpha~x; 6; fuzzy distance is 'x'",
        "alpha*~3; 7; fuzzy distance is '3'",
        "alpha~1~1; 8; a second suffix of this kind",
        "alpha ~1; 7; no word, phrase or group directly precedes",
        "\"a b\"~x; 6; slop is 'x', expected an integer, 0 to 999999999",
        "\"a b\"~1.5; 6; slop is '1.5'",
        "\"a b\"~-1; 6; slop is '-1'",
        "\"a b\"~1000000000; 6; slop is '1000000000'",
        "\"a b\"~2*; 6; slop is '2*'",
        "(alpha)~1; 8; a group has no ~ suffix",
        "body:/a/~1; 9; a regular expression has no ~ suffix",
        // Phrase prefixes.
        "\"alpha\"*; 1; a phrase prefix has fewer than two words",
        "\"\"*; 1; a phrase prefix has fewer than two words",
        "\"a b\"*~1; 7; a phrase prefix has no ~ suffix",
        // Quotes, parentheses, escapes, ranges.
        "\"alpha; 1; the phrase has no closing quote",
        "alpha \"beta\\\"; 7; the phrase has no closing quote",
        "(alpha; 1; the parenthesis is not closed",
        "body:((alpha); 6; the parenthesis is not closed",
        "alpha); 6; the parenthesis was not opened",
        "(); 2; a word, phrase or group is missing",
        "body:(); 7; a word, phrase or group is missing",
        "alpha\\; 6; no character follows the backslash",
        "\\u00; 1; \\u is not followed by four hexadecimal digits",
        "\\u00zz; 1; \\u is not followed by four hexadecimal digits",
        "[a TO b]; 1; ranges are not supported; write \\[ for the character",
        "body:{a TO b}; 6; ranges are not supported; write \\{",
        // Operators.
        "AND alpha; 1; a word, phrase or group is missing",
        "alpha AND; 10; a word, phrase or group is missing at the end",
        "OR alpha; 1; a word, phrase or group is missing",
        "alpha OR; 9; a word, phrase or group is missing at the end",
        "alpha AND AND beta; 11; a word, phrase or group is missing",
        "alpha OR AND beta; 10; a word, phrase or group is missing",
        "alpha OR OR beta; 10; a word, phrase or group is missing",
        "(alpha AND) beta; 11; a word, phrase or group is missing",
        "NOT; 4; a word, phrase or group is missing at the end",
        "alpha -; 8; a word, phrase or group is missing at the end",
        "+-alpha; 2; a word, phrase or group is missing",
        "NOT NOT alpha; 5; a word, phrase or group is missing",
        "alpha!; 7; a word, phrase or group is missing at the end",
        // Fields.
        "tag:x; 1; field 'tag' is not a full-text field",
        "alpha http://x; 7; field 'http' is not a full-text field; write \\: for the character",
        "Body:alpha; 1; field 'Body' is not a full-text field",
        "body:; 6; a word, phrase or group is missing at the end",
        ":alpha; 1; a word, phrase or group is missing",
        "body:title:alpha; 6; a field name follows the field 'body'",
        "body:+alpha; 6; a word, phrase or group is missing",
        "*:alpha; 1; no field name precedes the colon",
        "\"body\":alpha; 1; no field name precedes the colon",
        "AND:alpha; 1; no field name precedes the colon",
        // Regular expressions.
        "body:/alpha; 6; the regular expression has no closing slash; write \\/",
        "body:/alpha\\/; 6; the regular expression has no closing slash",
        "and/or; 4; the regular expression has no closing slash",
        "body:/(a/; 6; the regular expression is invalid: ",
        "body:/[a/; 6; the regular expression is invalid: ",
        "body:/a{2/; 6; the regular expression is invalid: ",
        "body:/<name>/; 6; the regular expression is invalid: ",
        "body:/a{1001}/; 6; the regular expression repeats a part more than 1000 times",
        "body:/a{1,2147483647}/; 6; the regular expression repeats a part more than 1000 times",
        "body:/a{99999999999}/; 6; the regular expression repeats a part more than 1000 times",
        "body:/(.*a.{40})|(.*b.{40})/; 6; the regular expression has too many states",
        "body:/((a{1000}){1000}){1000}/; 6; the regular expression has too many states",
      })
  void aMalformedQueryIsRefusedWithTheFaultAndItsPlace(String query, int place, String fault) {
    assertRefused(query, "query_string is malformed at character " + place + ": " + fault);
  }

  @Test
  void aBlankQueryIsRefused() {
    assertRefused(" \t", "query is blank, expected at least one word");
  }

  @Test
  void aLongQueryIsRefused() {
    assertThat(Texts.query(INDEX, "alpha" + " ".repeat(10_235))).containsOnlyKeys("1");
    assertRefused("alpha" + " ".repeat(10_236), "query has 10241 bytes, expected at most 10240");
    assertRefused("é".repeat(5_121), "query has 10242 bytes");
  }

  @Test
  void deepGroupsAreRefused() {
    assertThat(Texts.query(INDEX, "(".repeat(50) + "alpha" + ")".repeat(50))).containsOnlyKeys("1");
    assertRefused(
        "(".repeat(51) + "alpha" + ")".repeat(51),
        "query_string is malformed at character 51: more than 50 groups are nested");
    assertThat(Texts.query(INDEX, "(x) ".repeat(60) + "alpha")).containsOnlyKeys("1");
  }

  @Test
  void boostsOfNestedGroupsAreRefusedTogether() {
    String large = "^1000000000000000000";

    assertRefused(
        "(alpha" + large + ")" + large,
        "the boosts of query_string multiply to 1.0E36, expected at most 1.0E30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "x; 1024; 2049",
        "\"x y\"; 128; 769",
        "\"x y\"*; 128; 897",
        "\"x y\"~1; 32; 257",
        "x~1; 64; 257",
        "/abcdefgh.*abcdef/; 32; 609",
      })
  void costlyQueriesAreRefused(String part, int allowed, int place) {
    assertThat(Texts.query(INDEX, "body:(" + (part + " ").repeat(allowed) + ")")).isEmpty();
    assertRefused(
        (part + " ").repeat(allowed + 1),
        "query_string is malformed at character "
            + place
            + ": the query costs more than 1024: a word costs 1, a word of a phrase 4 or with slop"
            + " 16, a fuzzy word 16, a regular expression 16 and 1 for each character");
  }

  @Test
  void wordsInManyFieldsAreRefused() {
    assertThat(Texts.query(INDEX, "alpha " + "x ".repeat(500))).containsOnlyKeys("1");
    StringBuilder distinct = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      distinct.append('x').append(i).append(' ');
    }
    assertRefused(
        distinct.toString(),
        "query_string has too many words, expected at most 1024 over all fields");
  }

  @Test
  void longAndDeepPatternsAreRefused() {
    assertThat(Texts.query(INDEX, "body:/" + "(".repeat(50) + "alpha" + ")".repeat(50) + "/"))
        .containsOnlyKeys("1");
    assertRefused(
        "/" + "(".repeat(51) + "a" + ")".repeat(51) + "/",
        "query_string is malformed at character 1: the regular expression has 51 groups");
    assertRefused(
        "/" + "a".repeat(501) + "/",
        "query_string is malformed at character 1: the regular expression has 501 characters,"
            + " expected at most 500");
  }

  @Test
  void wordsAreNeverMalformed() {
    assertThat(Texts.words(INDEX, "\"alpha^ AND (: [/ ~9 \\", "body")).containsOnlyKeys("1");
  }
}
