package io.pinelink.local.export;

import io.pinelink.local.seed.Manifest;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the indexes of a project, with their records and aliases, as a seed. */
public final class Exporter {
  private final ImportFormat format;
  private final ClassLoader loader;

  /**
   * @param loader the class loader for the library that writes Parquet files
   */
  public Exporter(ImportFormat format, ClassLoader loader) {
    this.format = format;
    this.loader = loader;
  }

  /**
   * Fails if an export cannot replace a directory.
   *
   * @throws IllegalArgumentException if it contains anything but an earlier export
   */
  public static void check(Path target) {
    ExportDirectory.check(target);
  }

  /**
   * Writes all indexes, record by record. Writes do not wait for it, so the export may contain some
   * that end after it begins, and not others.
   *
   * @throws IllegalArgumentException if the target contains anything but an earlier export
   * @throws IllegalStateException if the server does not keep records, or the library that writes
   *     Parquet is missing
   * @throws UncheckedIOException if a file cannot be written; the target is then as before
   */
  public void write(IndexRegistry indexes, Path target) {
    try {
      ExportDirectory directory = ExportDirectory.create(target);
      try {
        write(indexes.list(), directory.unfinished());
        directory.complete();
      } finally {
        directory.discard();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot export to " + target + ": " + e.getMessage(), e);
    } catch (RpcException e) {
      throw new IllegalStateException("cannot export: " + e.text(), e);
    }
  }

  private void write(List<IndexResource> indexes, Path directory) throws IOException {
    ObjectNode manifest = PlainJson.MAPPER.createObjectNode();
    ArrayNode forms = manifest.putArray("indexes");
    for (IndexResource index : indexes) {
      forms.add(write(index, directory.resolve(index.name())));
    }
    Path file = directory.resolve(Manifest.FILE);
    Files.write(
        file, PlainJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    ExportedIndex.force(file);
  }

  private ObjectNode write(IndexResource index, Path folder) throws IOException {
    Files.createDirectory(folder);
    try (ExportedIndex exported = new ExportedIndex(index, folder, format, loader)) {
      index.data().visit(exported);
      return exported.form();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
