package io.pinelink.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The bucket that the rows import from, with Parquet files of this artifact. */
final class ImportFiles {
  static final String BUCKET = "s3://contract/";

  /**
   * Contains, in the default namespace and in {@code en}: {@code all}, with two dense values,
   * sparse values and metadata of every kind, and {@code b}, with only dense values.
   */
  static final String GOOD = BUCKET + "good/";

  /** Contains, in {@code en}: {@code a}, then {@code long}, which has a third value. */
  static final String MIXED = BUCKET + "mixed/";

  /** The duration of each import. */
  static final Duration TIME = Duration.ofMinutes(1);

  private static final Map<String, String> RESOURCES =
      Map.of(
          "good/__default__/0.parquet", "good.parquet",
          "good/en/0.parquet", "good.parquet",
          "mixed/en/0.parquet", "mixed.parquet");

  private ImportFiles() {}

  /** Copies the files to the folder that replaces the bucket. */
  static void copyTo(Path bucket) {
    RESOURCES.forEach(
        (path, resource) -> {
          Path file = bucket.resolve(path);
          try (InputStream in =
              Objects.requireNonNull(ImportFiles.class.getResourceAsStream(resource), resource)) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.copy(in, file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
