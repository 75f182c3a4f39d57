package io.pinelink.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book in its file, with one writer. */
class HostBookFileTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Entry DOCS = entry("docs", NOON);
  private static final Entry FILMS = entry("films", NOON);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("hosts.properties");
  }

  @Test
  void aSavedBookIsLoaded() {
    HostBook book = HostBook.empty().with(DOCS).with(FILMS);
    assertThat(book.save(file)).isEqualTo(book);
    assertThat(HostBook.load(file)).isEqualTo(book);
    assertThat(HostBook.loadOrEmpty(file)).isEqualTo(book);
  }

  @Test
  void anEmptyBookIsSavedToo() {
    HostBook.empty().save(file);
    assertThat(HostBook.load(file)).isEqualTo(HostBook.empty());
  }

  @Test
  void aMissingFileIsReported() {
    assertThatThrownBy(() -> HostBook.load(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "host book " + file + " is missing; a client that reaches the control plane writes one")
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThat(HostBook.loadOrEmpty(file)).isEqualTo(HostBook.empty());
  }

  @Test
  void aDirectoryCannotBeRead() {
    for (Runnable reading :
        List.<Runnable>of(() -> HostBook.load(directory), () -> HostBook.loadOrEmpty(directory))) {
      assertThatThrownBy(reading::run)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("host book " + directory + " cannot be read: ");
    }
  }

  @Test
  void anErrorNamesTheFile() throws IOException {
    Files.writeString(file, "format = 1\ndocs.host = api.pinecone.io\n");
    for (Runnable reading :
        List.<Runnable>of(() -> HostBook.load(file), () -> HostBook.loadOrEmpty(file))) {
      assertThatIllegalArgumentException()
          .isThrownBy(reading::run)
          .withMessageStartingWith(
              "host book " + file + " is refused: docs.host: host 'api.pinecone.io' is refused: ");
    }
  }

  @Test
  void aCommentNeedNotBeUtf8() throws IOException {
    Files.write(file, ("# für\nformat=1\ndocs.host=" + DOCS.host()).getBytes(ISO_8859_1));
    assertThat(HostBook.load(file).find("docs").orElseThrow().host()).isEqualTo(DOCS.host());
  }

  @Test
  void aFileInUtf16IsNoBook() throws IOException {
    Files.write(file, ("format=1\ndocs.host=" + DOCS.host()).getBytes(UTF_16));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostBook.load(file))
        .withMessageContaining("it has no line 'format = 1'");
  }

  @Test
  void saveAddsToWhatTheFileHolds() {
    HostBook.empty().with(DOCS).save(file);
    HostBook both = HostBook.empty().with(FILMS).save(file);
    assertThat(both.entries()).containsExactly(DOCS, FILMS);
    assertThat(HostBook.load(file)).isEqualTo(both);
  }

  @Test
  void theNewerEntryOfAnIndexIsKeptInAnyOrder() {
    Entry newer = entry("docs", NOON.plusMillis(1));
    HostBook.empty().with(DOCS).save(file);
    assertThat(HostBook.empty().with(newer).save(file).entries()).containsExactly(newer);
    assertThat(HostBook.empty().with(DOCS).save(file).entries()).containsExactly(newer);
    assertThat(HostBook.load(file).entries()).containsExactly(newer);
  }

  @Test
  void manualCorrectionsAreKeptUntilANewerEntry() throws IOException {
    HostBook book = HostBook.empty().with(DOCS);
    book.save(file);
    Files.writeString(file, Files.readString(file).replace("docs-a1", "docs-b2"));
    book.save(file);
    assertThat(HostBook.load(file).find("docs").orElseThrow().host()).startsWith("docs-b2.");
    HostBook.empty().with(entry("docs", NOON.plusSeconds(1))).save(file);
    assertThat(HostBook.load(file).find("docs").orElseThrow().host()).startsWith("docs-a1.");
  }

  @Test
  void aFileThatHasAllEntriesIsNotWritten() throws IOException {
    HostBook.empty().with(DOCS).with(FILMS).save(file);
    String annotated = "# ours\r\n" + Files.readString(file) + "docs.owner = search\n";
    Files.writeString(file, annotated);
    HostBook.empty().with(DOCS).save(file);
    assertThat(file).hasContent(annotated);
    HostBook.empty().with(entry("songs", NOON)).save(file);
    assertThat(Files.readString(file)).doesNotContain("ours", "owner");
  }

  @Test
  void updateMayRemove() {
    HostBook.empty().with(DOCS).with(FILMS).save(file);
    HostBook left = HostBook.update(file, book -> book.without("docs"));
    assertThat(left.entries()).containsExactly(FILMS);
    assertThat(HostBook.load(file)).isEqualTo(left);
  }

  @Test
  void updateStartsFromAnEmptyBookIfTheFileIsMissing() {
    assertThat(HostBook.update(file, book -> book.with(DOCS)).entries()).containsExactly(DOCS);
    assertThat(HostBook.load(file).entries()).containsExactly(DOCS);
  }

  @Test
  void aFileThatCannotBeUnderstoodIsNotOverwritten() throws IOException {
    for (String text :
        List.of("format = 2\n", "docs.host = x\n", "format=1\ndocs.host=1.2.3.4\n")) {
      Files.writeString(file, text);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HostBook.empty().with(DOCS).save(file))
          .withMessageContaining(file.toString());
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void aFailedChangeLeavesTheFileAndReleasesTheLock() {
    HostBook.empty().with(DOCS).save(file);
    assertThatThrownBy(
            () ->
                HostBook.update(
                    file,
                    book -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(HostBook.empty().with(FILMS).save(file).entries()).containsExactly(DOCS, FILMS);
  }

  @Test
  void onlyBookAndLockAreLeftBehind() throws IOException {
    Files.writeString(directory.resolve("hosts.properties.tmp"), "of a process that died");
    HostBook.empty().with(DOCS).save(file);
    HostBook.empty().with(FILMS).save(file);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("hosts.properties", "hosts.properties.lock");
    }
  }

  @Test
  void missingDirectoriesAreNotCreated() {
    Path lost = directory.resolve("lost/hosts.properties");
    assertThatThrownBy(() -> HostBook.empty().save(lost))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("host book " + lost + " cannot be saved: ")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFailedSaveLeavesTheFile() throws IOException {
    HostBook.empty().with(DOCS).save(file);
    Path inTheWay = directory.resolve("hosts.properties.tmp/x");
    Files.createDirectories(inTheWay);
    assertThatThrownBy(() -> HostBook.empty().with(FILMS).save(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("host book " + file + " cannot be saved: ");
    assertThat(HostBook.load(file).entries()).containsExactly(DOCS);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real")).resolve("book");
    HostBook.empty().with(DOCS).save(real);
    Files.createSymbolicLink(file, real);
    HostBook.empty().with(FILMS).save(file);
    assertThat(file).isSymbolicLink();
    assertThat(HostBook.load(real).entries()).containsExactly(DOCS, FILMS);
    assertThat(directory.resolve("hosts.properties.lock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-r--", "rw-rw-rw-", "rwxr-x--x"})
  void aFileKeepsItsPermissionsOwnerAndGroup(String permissions) throws IOException {
    HostBook.empty().with(DOCS).save(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
    HostBook.empty().with(FILMS).save(file);
    PosixFileAttributes after = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(after.fileKey()).as("it is another file").isNotEqualTo(before.fileKey());
    assertThat(PosixFilePermissions.toString(after.permissions())).isEqualTo(permissions);
    assertThat(after.owner()).isEqualTo(before.owner());
    assertThat(after.group()).isEqualTo(before.group());
  }

  @Test
  void aNewFileHasDefaultPermissions() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "");
    HostBook.empty().save(file);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  private static Entry entry(String name, Instant learnt) {
    return new Entry(
        name,
        name + "-a1.svc.aped-4627-b74a.pinecone.io",
        Optional.empty(),
        Optional.of(learnt),
        Origin.CONTROL_PLANE);
  }
}
