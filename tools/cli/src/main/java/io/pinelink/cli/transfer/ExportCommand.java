package io.pinelink.cli.transfer;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.cli.output.Table;
import io.pinelink.model.IndexStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes namespaces into files. */
@Command(
    name = "export",
    description =
        "Writes a namespace or all namespaces of an index into a directory: a folder of files for"
            + " each namespace, and a manifest. The import command loads it, and verify compares"
            + " it. An export that was interrupted continues with --resume.")
public final class ExportCommand implements Callable<Integer> {
  private static final String DEFAULT_ROWS = "100000";

  @Mixin IndexConnection connection = new IndexConnection();

  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "The directory, which is created. It is new or empty, unless with --resume.")
  Path directory = Path.of("");

  @Option(
      names = "--all-namespaces",
      description = "Exports all namespaces instead of the one of --namespace.")
  boolean allNamespaces;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description =
          "The format of the files: jsonl, jsonl.gz, or parquet for vectors. Default: jsonl.")
  String format = "jsonl";

  @Option(
      names = "--rows-per-file",
      paramLabel = "N",
      defaultValue = DEFAULT_ROWS,
      description = "The rows of a file, rounded up to a page of ids. Default: 100000.")
  long rowsPerFile;

  @Option(
      names = "--resume",
      description = "Continues the export in the directory after its last complete file.")
  boolean resume;

  @Override
  public Integer call() {
    if (allNamespaces && connection.hasNamespace()) {
      throw FailedCommand.invalid(
          "--all-namespaces and --namespace are given, expected one of them");
    }
    if (rowsPerFile < 1) {
      throw FailedCommand.invalid("--rows-per-file is " + rowsPerFile + ", expected 1 or more");
    }
    try (Pinelink client = connection.open()) {
      boolean documents = connection.isDocuments(client);
      if (!List.of("jsonl", "jsonl.gz").contains(format)
          && (documents || !format.equals("parquet"))) {
        throw FailedCommand.invalid(
            "--format is '%s', expected jsonl or jsonl.gz%s"
                .formatted(format, (documents ? " for documents" : ", or parquet")));
      }
      return documents
          ? export(TransferredRows.of(connection.documents(client)))
          : export(TransferredRows.of(connection.vectors(client)));
    }
  }

  private <T> int export(TransferredRows<T> rows) {
    IndexStats stats = rows.stats().get();
    Collection<String> names =
        allNamespaces ? rows.namespaceNames() : List.of(CopyOutput.named(connection.namespace()));
    ExportManifest manifest = manifest(facts(rows.unit(), stats), names);
    long before = manifest.namespaces.stream().mapToLong(ExportManifest.Namespace::rows).sum();
    try (ProgressDisplay display =
        output.progress(
            "export " + connection.target(),
            rows.unit(),
            allNamespaces ? OptionalLong.of(stats.totalVectorCount()) : OptionalLong.empty())) {
      display.resumedAt(before);
      for (ExportManifest.Namespace namespace : manifest.namespaces) {
        new NamespaceExport<>(
                rows.inNamespace().apply(namespace.name),
                manifest,
                namespace,
                directory,
                "." + format,
                rowsPerFile,
                display)
            .run(before);
        before = manifest.namespaces.stream().mapToLong(ExportManifest.Namespace::rows).sum();
      }
    }
    print(manifest);
    return ExitCode.DONE.code();
  }

  private Map<String, @Nullable Object> facts(String family, IndexStats stats) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("index", connection.target());
    facts.put("family", family);
    facts.put("format", format);
    if (stats.dimension().isPresent()) {
      facts.put("dimension", (long) stats.dimension().getAsInt());
    }
    stats.metric().ifPresent(metric -> facts.put("metric", metric.toString()));
    return facts;
  }

  /** Returns the manifest of this export: a new one, or the one of the run that is continued. */
  private ExportManifest manifest(Map<String, @Nullable Object> facts, Collection<String> names) {
    ExportManifest manifest;
    if (ExportManifest.isIn(directory)) {
      if (!resume) {
        throw FailedCommand.invalid(
            directory + " has an export: add --resume to continue it, or name another directory");
      }
      manifest = ExportManifest.read(directory);
      if (!manifest.facts.equals(facts)) {
        throw FailedCommand.invalid(
            directory + " has another export: " + manifest.facts + ", not " + facts);
      }
    } else {
      prepare();
      manifest = new ExportManifest(directory);
      manifest.facts.putAll(facts);
    }
    names.forEach(manifest::add);
    manifest.save();
    return manifest;
  }

  private void prepare() {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        if (files.findAny().isPresent()) {
          throw FailedCommand.invalid(
              directory + " is not empty and has no export, expected a new one");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory + ": " + e.getMessage(), e);
    }
  }

  private void print(ExportManifest manifest) {
    Table table = Table.of("NAMESPACE", "ROWS", "FILES");
    manifest.namespaces.forEach(one -> table.row(one.name, one.rows(), one.parts.size()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("directory", directory.toString());
    json.put("namespaces", manifest.namespaces.stream().map(ExportCommand::json).toList());
    output.print(json, table);
  }

  private static Map<String, Object> json(ExportManifest.Namespace namespace) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("namespace", namespace.name);
    json.put("rows", namespace.rows());
    json.put("files", namespace.parts.size());
    return json;
  }
}
