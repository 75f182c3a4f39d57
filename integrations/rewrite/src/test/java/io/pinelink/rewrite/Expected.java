package io.pinelink.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The sources as they are once moved, in files that {@code -DwriteExpected} writes. */
final class Expected {
  private Expected() {}

  static void assertEqual(Map<String, String> moved) throws IOException {
    if (Boolean.getBoolean("writeExpected")) {
      for (Map.Entry<String, String> file : moved.entrySet()) {
        Path target = Migration.PINELINK.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    }
    assertThat(moved).isNotEmpty();
    for (Map.Entry<String, String> file : moved.entrySet()) {
      assertThat(file.getValue())
          .as(file.getKey())
          .isEqualTo(Files.readString(Migration.PINELINK.resolve(file.getKey())));
    }
  }
}
