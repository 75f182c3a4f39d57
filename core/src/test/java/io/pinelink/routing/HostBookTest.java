package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The book as a value. */
class HostBookTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Entry DOCS =
      new Entry("docs", HOST, Optional.of(PRIVATE), Optional.of(NOON), Origin.CONTROL_PLANE);
  private static final Entry FILMS =
      new Entry("films", "films-a1b234c.svc.eastus2-5e25.prod-azure.pinecone.io", Origin.USER);

  @Test
  void aBookFindsItsEntriesByName() {
    HostBook book = HostBook.empty().with(DOCS).with(FILMS);
    assertThat(book.find("docs")).contains(DOCS);
    assertThat(book.find("films")).contains(FILMS);
    assertThat(book.find("Docs")).isEmpty();
    assertThat(HostBook.empty().find("docs")).isEmpty();
  }

  @Test
  void entriesAreSortedByName() {
    assertThat(HostBook.empty().with(FILMS).with(DOCS).entries()).containsExactly(DOCS, FILMS);
  }

  @Test
  void aBookIsImmutable() {
    HostBook book = HostBook.empty().with(DOCS);
    assertThat(book.with(FILMS)).isNotEqualTo(book);
    assertThat(book.without("docs")).isEqualTo(HostBook.empty());
    assertThat(book.merge(HostBook.empty().with(FILMS)).entries()).hasSize(2);
    assertThat(book.entries()).containsExactly(DOCS);
    assertThat(HostBook.empty().entries()).isEmpty();
  }

  @Test
  void withReplacesTheEntryOfTheSameIndexRegardlessOfItsAge() {
    Entry older = learnt(NOON.minusSeconds(1));
    assertThat(HostBook.empty().with(DOCS).with(older).entries()).containsExactly(older);
  }

  @Test
  void removingAnUnknownIndexReturnsTheSameBook() {
    HostBook book = HostBook.empty().with(DOCS);
    assertThat(book.without("films")).isEqualTo(book).hasSameHashCodeAs(book);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T12:00:00Z, 2026-11-25T12:00:00.000000001Z, theirs",
    "2026-11-25T12:00:00Z, 2026-11-25T11:59:59Z,           ours",
    "2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z,           ours",
    "                    , 1970-01-01T00:00:00Z,           theirs",
    "1970-01-01T00:00:00Z,                     ,           ours",
    "                    ,                     ,           ours",
  })
  void aMergeKeepsTheNewerEntryAndOtherwiseItsOwn(
      @Nullable Instant ours, @Nullable Instant theirs, String kept) {
    Entry own =
        new Entry(
            "docs",
            HOST.replace("docs", "ours"),
            Optional.empty(),
            Optional.ofNullable(ours),
            Origin.USER);
    Entry other =
        new Entry(
            "docs",
            HOST.replace("docs", "theirs"),
            Optional.empty(),
            Optional.ofNullable(theirs),
            Origin.USER);
    HostBook merged = HostBook.empty().with(own).merge(HostBook.empty().with(other));
    assertThat(merged.entries()).containsExactly(kept.equals("ours") ? own : other);
  }

  @Test
  void aMergeHasTheEntriesOfBoth() {
    assertThat(HostBook.empty().with(DOCS).merge(HostBook.empty().with(FILMS)).entries())
        .containsExactly(DOCS, FILMS);
  }

  @Test
  void hostsAreKeptWithoutDecoration() {
    Entry pasted =
        new Entry(
            "docs",
            " HTTPS://Docs-A1B234C.svc.aped-4627-b74a.pinecone.io:443/ ",
            Optional.of(PRIVATE + "."),
            Optional.of(NOON),
            Origin.CONTROL_PLANE);
    assertThat(pasted).isEqualTo(DOCS);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5081,          localhost:5081",
    "http://localhost,        localhost:80",
    "https://localhost:5081,  https://localhost:5081",
    "https://localhost,       https://localhost",
    "pinecone.localhost:443,  pinecone.localhost:443",
    "pinecone.localhost,      pinecone.localhost:80",
    "emulator.example:8443,   emulator.example:8443",
  })
  void aLocalHostKeepsItsPortAndWhetherItHasTls(String given, String kept) {
    Entry entry = new Entry("docs", given, Optional.of(given), Optional.empty(), Origin.USER);
    assertThat(entry.host()).isEqualTo(kept);
    assertThat(entry.privateHost()).contains(kept);
    assertThat(IndexHost.parse(kept)).isEqualTo(IndexHost.parse(given));
  }

  @Test
  void aHostInPrivateFormIsAccepted() {
    assertThat(new Entry("docs", PRIVATE, Origin.USER).host()).isEqualTo(PRIVATE);
  }

  @Test
  void aHostOfAnyDomainIsAccepted() {
    String host = "docs-a1b234c.svc.cell.vectors.example.com";
    assertThat(new Entry("docs", host, Origin.USER).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Docs", "my_docs", "a.b", "-a", "docs\n", "docs=1"})
  void anInvalidIndexNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(name, HOST, Optional.empty(), Optional.of(NOON), Origin.USER))
        .withMessageContaining("index name is '" + name + "', expected 1 to 45 of a-z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api.pinecone.io", "10.0.0.1", "docs/1", "docs.pinecone.io"})
  void anInvalidHostIsRefused(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry("docs", host, Optional.empty(), Optional.of(NOON), Origin.USER))
        .withMessageContaining("is refused");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Entry("docs", HOST, Optional.of(host), Optional.of(NOON), Origin.USER))
        .withMessageContaining("is refused");
  }

  @Test
  void aPrivateHostInPublicFormIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Entry("docs", HOST, Optional.of(HOST), Optional.of(NOON), Origin.USER))
        .withMessage(
            "private host '"
                + HOST
                + "' is refused: it is a public form; expected 'svc.private' in place of 'svc'");
  }

  @Test
  void toStringShowsOnlyNames() {
    assertThat(HostBook.empty().with(FILMS).with(DOCS)).hasToString("HostBook[docs, films]");
    assertThat(HostBook.empty()).hasToString("HostBook[]");
  }

  private static Entry learnt(Instant instant) {
    return new Entry(
        "docs", HOST, Optional.of(PRIVATE), Optional.of(instant), Origin.CONTROL_PLANE);
  }
}
