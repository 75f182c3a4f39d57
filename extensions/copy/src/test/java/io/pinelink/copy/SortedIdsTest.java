package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedIdsTest {
  @Test
  void idsInMemoryAreSortedWithoutAFile(@TempDir Path folder) throws IOException {
    try (SortedIds ids = new SortedIds(folder)) {
      Stream.of("b", "a", "B", "aa", "a").forEach(ids::add);

      assertThat(ids.iterator()).toIterable().containsExactly("B", "a", "a", "aa", "b");
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void moreIdsAreSortedByFilesThatAreRemoved(@TempDir Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(29);
    List<String> expected = new ArrayList<>();
    try (SortedIds ids = new SortedIds(folder, 10_000)) {
      for (int i = 0; i < 5_000; i++) {
        String id = Long.toString(random.nextLong(), Character.MAX_RADIX);
        expected.add(id);
        ids.add(id);
      }
      assertThat(files(folder)).hasSizeGreaterThan(10);
      expected.sort(null);

      assertThat(ids.iterator()).toIterable().containsExactlyElementsOf(expected);
    }
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void aDirectoryThatDoesNotExistIsReported(@TempDir Path folder) {
    try (SortedIds ids = new SortedIds(folder.resolve("none"), 1)) {
      assertThatThrownBy(() -> ids.add("a"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("a temporary file of ids cannot be written");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
