package io.pinelink.local.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.local.seed.FileNames;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.imports.ImportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  @TempDir private Path directory;

  private final Projects projects = new Projects();
  private final Exporter exporter = new Exporter(ImportFormat.JSON_LINES, Projects.LOADER);

  private IndexRegistry project(String index) throws IOException {
    IndexRegistry indexes = projects.create();
    Path file = Files.createTempFile(directory, "seed", ".jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"values\":[1,2]}\n");
    projects.seeder().load(indexes, file, index);
    Files.delete(file);
    return indexes;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void anEarlierExportIsReplacedAsAWhole() throws IOException {
    Path target = directory.resolve("new/data");

    exporter.write(project("one"), target);
    exporter.write(project("two"), target);

    assertThat(files()).containsExactly("new/data/indexes.json", "new/data/two/__default__.jsonl");
    assertThat(target.resolve("two/__default__.jsonl"))
        .hasContent("{\"id\":\"a\",\"values\":[1.0,2.0]}");
  }

  @Test
  void aDirectoryWithOtherFilesIsRefusedAndUnchanged() throws IOException {
    Path target = Files.createDirectory(directory.resolve("data"));
    exporter.write(project("one"), target);
    Files.writeString(target.resolve("notes.txt"), "mine");
    List<String> before = files();

    assertThatThrownBy(() -> exporter.write(project("two"), target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contains notes.txt, which is not part of an export");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFileIsNoTarget() throws IOException {
    Path target = Files.createFile(directory.resolve("data"));

    assertThatThrownBy(() -> Exporter.check(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a directory");
  }

  /** A file in the way of the parent makes every write fail. */
  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> exporter.write(project("one"), directory.resolve("file/data")))
        .hasMessageContaining("cannot export to");
    assertThat(files()).containsExactly("file");
  }

  @Test
  void namesThatDifferOnlyInCaseHaveDifferentFiles() {
    assertThat(FileNames.of(new TreeSet<>(List.of("EN", "en", "namespace-1"))).values())
        .containsExactlyInAnyOrder("EN", "namespace-1", "namespace-2");
  }
}
