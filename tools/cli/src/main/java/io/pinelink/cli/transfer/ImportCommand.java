package io.pinelink.cli.transfer;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.data.CheckpointOptions;
import io.pinelink.cli.data.FailedRowsOption;
import io.pinelink.cli.data.LoadResult;
import io.pinelink.cli.imports.CancelImportCommand;
import io.pinelink.cli.imports.DescribeImportCommand;
import io.pinelink.cli.imports.ListImportsCommand;
import io.pinelink.cli.imports.StartImportCommand;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.files.data.FailedRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads an export or a file; its subcommands are for the imports that the service runs. */
@Command(
    name = "import",
    description =
        "Loads what pinelink export has written, or a data file, from this machine. Its subcommands"
            + " start, list and cancel imports that the service runs from a bucket.",
    subcommands = {
      StartImportCommand.class,
      ListImportsCommand.class,
      DescribeImportCommand.class,
      CancelImportCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink import --index-name docs --namespace fr vectors.jsonl",
      "  # continues where it was interrupted",
      "  pinelink import --index-name docs --resume \\",
      "    --checkpoint load.checkpoint vectors.jsonl",
    })
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
      throw new FailedCommand(
          ExitCode.INVALID,
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
}
