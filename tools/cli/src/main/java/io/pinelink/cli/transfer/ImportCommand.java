package io.pinelink.cli.transfer;

import io.pinelink.Imports;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.data.CheckpointOptions;
import io.pinelink.cli.data.FailedRowsOption;
import io.pinelink.cli.data.LoadResult;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.files.data.FailedRows;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads an export or a file; its subcommands are for the imports that the service runs. */
@Command(
    name = "import",
    description =
        "Loads what pinelink export has written, or a data file, from this machine. Its subcommands"
            + " start, list and cancel imports that the service runs from a bucket.")
public final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin IndexConnection connection = new IndexConnection();

  @Mixin CheckpointOptions progress = new CheckpointOptions();
  @Mixin FailedRowsOption failedRows = new FailedRowsOption();

  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "A directory that pinelink export has written, or a file of JSON Lines, CSV or Parquet."
              + " Without --namespace, an export is loaded into the namespaces that it came from.")
  @Nullable Path path;

  @Override
  public Integer call() {
    if (path == null) {
      throw new ParameterException(
          command.commandLine(), "name a file, a directory or a subcommand");
    }
    progress.check();
    failedRows.check(path.toString());
    List<ImportedFiles> files = ImportedFiles.of(path);
    if (connection.hasNamespace() && files.size() > 1) {
      throw FailedCommand.invalid(
          "--namespace is given, but the export has " + files.size() + " namespaces");
    }
    String work = work(path);
    try (Pinelink client = connection.open()) {
      return connection.isDocuments(client)
          ? load(TransferredRows.of(connection.documents(client)), files, work)
          : load(TransferredRows.of(connection.vectors(client)), files, work);
    }
  }

  /** Returns what the checkpoint is for. Another export in the same directory is another one. */
  private String work(Path from) {
    String work = from + " into " + connection.target() + " '" + connection.namespace() + "'";
    return ExportManifest.isIn(from)
        ? work + " with the manifest " + FileDigest.of(from.resolve(ExportManifest.NAME))
        : work;
  }

  private <T> int load(TransferredRows<T> rows, List<ImportedFiles> parts, String work) {
    List<Map<String, Object>> results = new ArrayList<>();
    Table table = Table.of("NAMESPACE", "LOADED", "FAILED");
    try (ImportCheckpoint checkpoint = ImportCheckpoint.open(progress.file(), work);
        FailedRows failed =
            failedRows
                .file()
                .map(file -> FailedRows.continuing(file, checkpoint.failedBytes()))
                .orElse(null)) {
      FileImport load = new FileImport(rows.stats().get().dimension(), checkpoint, failed, output);
      for (ImportedFiles part : parts) {
        String namespace =
            CopyOutput.named(
                connection.hasNamespace() ? connection.namespace() : part.namespace().orElse(""));
        LoadResult result = load.load(rows.inNamespace().apply(namespace), part.files());
        table.row(namespace, result.accepted(), result.failed());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("namespace", namespace);
        json.put("loaded", result.accepted());
        json.put("failed", result.failed());
        results.add(json);
      }
      output.print(Map.of("namespaces", results), table);
      if (load.all().isEmpty() && load.all().isComplete()) {
        output.note(path + " has no rows");
      }
      ExitCode code = load.all().exitCode(rows.unit());
      if (load.hasRest()) {
        output.note("rows that were not sent are sent again with --resume");
      } else {
        checkpoint.remove();
      }
      return (code == ExitCode.DONE && checkpoint.failed() > 0 ? ExitCode.PARTLY_DONE : code)
          .code();
    }
  }

  @Command(
      name = "start",
      description =
          "Starts an import: the service reads Parquet files from a bucket into the index.")
  void start(
      @Mixin IndexConnection target,
      @Mixin OutputOptions results,
      @Option(
              names = {"-u", "--uri"},
              required = true,
              paramLabel = "URI",
              description = "The folder, such as s3://bucket/folder/.")
          String uri,
      @Option(
              names = "--integration-id",
              paramLabel = "ID",
              description = "The storage integration that may read a private bucket.")
          @Nullable String integrationId,
      @Option(
              names = "--error-mode",
              paramLabel = "MODE",
              description = "What an invalid record does: continue or abort. Default: continue.")
          @Nullable String errorMode,
      @Option(
              names = "--wait",
              description = "Waits for the end of the import, for at most --timeout.")
          boolean wait,
      @Option(
              names = "--timeout",
              paramLabel = "SECONDS",
              defaultValue = "86400",
              description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
          int timeout) {
    StartImportRequest.Builder request = StartImportRequest.builder(uri);
    if (integrationId != null) {
      request.integrationId(integrationId);
    }
    if (errorMode != null) {
      request.errorMode(new ErrorMode(errorMode));
    }
    target.use(
        opened -> {
          Imports imports = imports(target, opened);
          String id = imports.start(request.build()).id();
          results.note("started import " + id);
          results.printFacts(
              facts(
                  wait
                      ? imports.awaitImport(id, Duration.ofSeconds(timeout))
                      : imports.describe(id)));
        });
  }

  @Command(name = "list", description = "Lists the imports by the service into an index.")
  void list(@Mixin IndexConnection target, @Mixin OutputOptions results) {
    target.use(
        opened -> {
          List<ImportDescription> found = imports(target, opened).listAll().stream().toList();
          Table table = Table.of("ID", "STATUS", "RECORDS", "CREATED", "URI");
          found.forEach(
              each ->
                  table.row(
                      each.id(),
                      each.status().value(),
                      each.recordsImported(),
                      each.createdAt().orElse(null),
                      each.uri()));
          results.print(
              Map.of("imports", found.stream().map(ImportCommand::facts).toList()), table);
        });
  }

  @Command(name = "describe", description = "Shows the state of an import by the service.")
  void describe(@Mixin IndexConnection target, @Mixin IdOption id, @Mixin OutputOptions results) {
    target.use(opened -> results.printFacts(facts(imports(target, opened).describe(id.id()))));
  }

  @Command(
      name = "cancel",
      description =
          "Cancels an import by the service, after a question. What it has imported stays.")
  void cancel(
      @Mixin IndexConnection target,
      @Mixin IdOption id,
      @Mixin Confirmation question,
      @Mixin OutputOptions results) {
    target.use(
        opened -> {
          Imports imports = imports(target, opened);
          ImportDescription found = imports.describe(id.id());
          question.require("cancel import " + found.id() + " of " + PlainText.line(found.uri()));
          imports.cancel(found.id());
          results.printFacts(facts(imports.describe(found.id())));
        });
  }

  private static Imports imports(IndexConnection target, Pinelink opened) {
    return target.isDocuments(opened)
        ? target.documents(opened).imports()
        : target.vectors(opened).imports();
  }

  private static Map<String, @Nullable Object> facts(ImportDescription job) {
    return new ResultFacts()
        .put("id", job.id())
        .put("uri", job.uri())
        .put("status", job.status().value())
        .put("recordsImported", job.recordsImported())
        .put("createdAt", job.createdAt())
        .put("finishedAt", job.finishedAt())
        .put("error", job.error())
        .asMap();
  }
}
