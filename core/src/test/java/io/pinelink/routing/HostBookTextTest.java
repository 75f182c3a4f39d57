package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The book as text. */
class HostBookTextTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final Entry DOCS =
      new Entry(
          "docs",
          HOST,
          Optional.of(PRIVATE),
          Optional.of(Instant.parse("2026-11-25T10:15:30Z")),
          Origin.CONTROL_PLANE,
          Optional.of(IndexFamily.DOCUMENTS));
  private static final Entry BARE = new Entry("docs", HOST, Origin.USER);

  @Test
  void theFormatIsReadable() {
    Entry films = new Entry("films", "https://localhost:5081", Origin.USER);
    assertThat(HostBookText.write(List.of(DOCS, films)))
        .isEqualTo(
            """
            # Host book of Pinelink: the hosts of the indexes of one Pinecone project. With it, a
            # client opens an index by name without calling api.pinecone.io.
            #
            # It may be edited. An index needs the first of these lines:
            #   <index>.host          its host, as the console and describe_index show it
            #   <index>.private-host  its private host; if missing, it is derived from the host
            #   <index>.learnt        when that became known, in UTC; the newer entry wins
            #   <index>.origin        its source: control-plane or user
            #   <index>.family        what it holds: vectors, records or documents
            #
            # A client that saves new hosts here rewrites the file, sorted by index. Comments
            # and unknown keys are lost then.

            format = 1

            docs.host = docs-a1b234c.svc.aped-4627-b74a.pinecone.io
            docs.private-host = docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io
            docs.learnt = 2026-11-25T10:15:30Z
            docs.origin = control-plane
            docs.family = documents

            films.host = https://localhost:5081
            films.origin = user
            """);
  }

  @Test
  void anEntryNeedsOnlyAHost() {
    assertThat(entries("format=1\ndocs.host=" + HOST)).containsExactly(BARE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFformat = 1\r\n\r\ndocs.host = HOST\r\n",
        "  format\t=\t1  \n\n\n   docs.host   =   HOST   \n\n",
        "format: 1\n! a comment\ndocs.host: HOST",
        "format 1\rdocs.host HOST\r",
        "format = 1\ndocs.host = HOST\ndocs.private-host =\ndocs.learnt =  \ndocs.origin=",
        "format = 1\ndocs.host = \\\n  HOST\n",
        "#\uFFFD \\u12\nformat = 1\n\\u0064ocs.host = HOST",
        "format = 1\ndocs.host = HOST\ndocs.owner = search\nhost = x\nfilms.hots = y\n.note=z\nw",
        "docs.host = HOST\nformat = 1",
        "format = 1\ndocs.host = HTTPS\\://HOST/"
      })
  void filesChangedByEditorsAreRead(String text) {
    assertThat(entries(text.replace("HOST", HOST))).containsExactly(BARE);
  }

  @Test
  void escapesOfOtherToolsAreRead() {
    assertThat(
            entries(
                "format=1\ndocs.host="
                    + HOST
                    + "\ndocs.private-host="
                    + PRIVATE
                    + "\ndocs.learnt=2026-11-25T10\\:15\\:30Z\ndocs.origin=control-plane\ndocs.family=documents"))
        .containsExactly(DOCS);
  }

  @Test
  void anInstantOfAnotherZoneIsTheSameInstant() {
    assertThat(
            entries("format=1\ndocs.host=" + HOST + "\ndocs.learnt=2026-11-25T11:15:30+01:00")
                .get(0)
                .learnt())
        .contains(Instant.parse("2026-11-25T10:15:30Z"));
  }

  @Test
  void aBookMayBeEmpty() {
    assertThat(entries("format = 1")).isEmpty();
    assertThat(entries(HostBookText.write(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "format =", "docs.host = " + HOST, "level = info"})
  void aTextWithoutAFormatIsRefused(String text) {
    assertRefused(text, "it has no line 'format = 1', so it does not look like one");
  }

  @Test
  void aNewerFormatIsRefused() {
    assertRefused(
        "format = 2\ndocs.host = " + HOST,
        "format is 2, expected 1: a newer Pinelink wrote it; use that version here too, or another"
            + " file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "01", "1.0", "one", "1 # first", "9999999999"})
  void aFormatIsANumber(String format) {
    assertRefused("format = " + format, "format is '" + format + "', expected 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docs.host = api.pinecone.io | docs.host: host 'api.pinecone.io' is refused: it is the"
            + " control plane's host; expected the host of an index",
        "docs.host = | docs.host: host '' is refused: it is empty; expected the host of an index",
        "docs.host = docs-a1.svc.e.pinecone.io/x | docs.host: host 'docs-a1.svc.e.pinecone.io/x' is"
            + " refused: it has a path '/x'; expected a bare host name",
        "docs.host = a.svc.e.pinecone.io # mine | docs.host: host 'a.svc.e.pinecone.io # mine' is"
            + " refused: it has a fragment; expected a bare host name",
        "docs.private-host = x | docs.host is missing, expected the host of the index",
        "docs.learnt = 2026-11-25T10:15:30Z | docs.host is missing, expected the host of the index",
        "Docs.host = x | Docs.host: index name is 'Docs', expected 1 to 45 of a-z, 0-9 and hyphen,"
            + " with a letter or digit at both ends",
        "my.docs.host = x | my.docs.host: index name is 'my.docs', expected 1 to 45 of a-z, 0-9 and"
            + " hyphen, with a letter or digit at both ends",
        ".host = x | .host: index name is '', expected 1 to 45 of a-z, 0-9 and hyphen, with a"
            + " letter or digit at both ends",
      })
  void aWrongLineIsNamedWithItsValue(String line, String message) {
    assertRefused("format = 1\n" + line, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "private-host = docs-a1.svc.e.pinecone.io | private host 'docs-a1.svc.e.pinecone.io' is"
            + " refused: it is a public form; expected 'svc.private' in place of 'svc'",
        "learnt = yesterday | instant is 'yesterday', expected one such as 2026-11-25T10:15:30Z",
        "learnt = 2026-11-25 | instant is '2026-11-25', expected one such as 2026-11-25T10:15:30Z",
        "origin = me | origin is 'me', expected control-plane or user",
        "origin = CONTROL_PLANE | origin is 'CONTROL_PLANE', expected control-plane or user",
      })
  void aWrongMemberIsNamedWithItsValue(String line, String message) {
    assertRefused(
        "format = 1\ndocs.host = " + HOST + "\ndocs." + line,
        "docs." + line.substring(0, line.indexOf(' ')) + ": " + message);
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefused() {
    assertRefused(
        "format=1\ndocs.host=" + HOST + "\ndocs.host=" + PRIVATE,
        "docs.host is given twice, expected once");
  }

  @Test
  void aBrokenEscapeIsRefused() {
    assertRefused("format=1\ndocs.host=\\u12", "Malformed \\uxxxx encoding.");
  }

  @Test
  void aMisplacedSecretIsNotRepeated() {
    for (String line :
        List.of(
            "format = pcsk_1",
            "docs.host = pcsk_1",
            "docs.host = pcsk_1@docs-a1.svc.e.pinecone.io",
            "pcsk_1.host = x",
            "docs.host = localhost\ndocs.learnt = pcsk_1",
            "docs.host = localhost\ndocs.origin = pcsk_1",
            "docs.host = localhost\npcsk_1 = 1\npcsk_1 = 2")) {
      String text = line.startsWith("format") ? line : "format = 1\n" + line;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> entries(text))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pcsk_1"));
    }
  }

  private static List<Entry> entries(String text) {
    return HostBookText.read("hosts.properties", text).entries();
  }

  private static void assertRefused(String text, String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entries(text))
        .withMessage("host book hosts.properties is refused: " + wrong);
  }
}
