package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.files.data.DataWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the rows of a namespace into files, one after another. */
final class NamespaceExport<T> {
  private final TransferredRows<T> rows;
  private final ExportManifest manifest;
  private final ExportManifest.Namespace namespace;
  private final Path folder;
  private final String extension;
  private final long rowsPerFile;
  private final ProgressDisplay display;

  NamespaceExport(
      TransferredRows<T> rows,
      ExportManifest manifest,
      ExportManifest.Namespace namespace,
      Path directory,
      String extension,
      long rowsPerFile,
      ProgressDisplay display) {
    this.rows = rows;
    this.manifest = manifest;
    this.namespace = namespace;
    this.folder = directory.resolve(namespace.folder);
    this.extension = extension;
    this.rowsPerFile = rowsPerFile;
    this.display = display;
  }

  /** Writes what an earlier run has not, after its last complete file. */
  void run(long rowsBefore) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder + ": " + e.getMessage(), e);
    }
    long written = rowsBefore;
    while (!namespace.complete) {
      PartIds ids = new PartIds(rows, namespace, rowsPerFile);
      if (ids.hasNext()) {
        written += write(ids, written);
      }
      namespace.token = ids.nextToken();
      namespace.last = ids.last();
      namespace.complete = ids.isLast();
      manifest.save();
    }
  }

  private long write(PartIds ids, long before) {
    String name = String.format(Locale.ROOT, "part-%05d%s", namespace.parts.size(), extension);
    Path file = folder.resolve(name);
    DataWriter<T> writer = rows.writer().apply(file);
    boolean done = false;
    try {
      Consumer consumer = new Consumer(writer, before);
      BulkReport unused = rows.fetch().run(BulkSource.of(ids), BulkOptions.defaults(), consumer);
      done = true;
    } finally {
      if (!done) {
        writer.discard();
      }
      writer.close();
    }
    namespace.parts.add(new ExportManifest.Part(name, writer.rows(), FileDigest.of(file)));
    return writer.rows();
  }

  private final class Consumer implements FetchConsumer<T> {
    private final DataWriter<T> writer;
    private final long before;

    Consumer(DataWriter<T> writer, long before) {
      this.writer = writer;
      this.before = before;
    }

    @Override
    public void found(T row) {
      writer.write(row);
      display.update(before + writer.rows(), 0);
    }

    /** An id that was deleted after it was listed is not part of the export. */
    @Override
    public void missing(String id) {}
  }
}
