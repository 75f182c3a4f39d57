package io.pinelink.cli.transfer;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.indexes.CancelImportCommand;
import io.pinelink.cli.indexes.DescribeImportCommand;
import io.pinelink.cli.indexes.ListImportsCommand;
import io.pinelink.cli.indexes.StartImportCommand;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.files.data.FailedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Option;
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
      "  pinelink import --index-name docs --checkpoint load.checkpoint --resume vectors.jsonl",
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin IndexConnection connection = new IndexConnection();

  @Mixin CheckpointOptions progress = new CheckpointOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "A directory that pinelink export has written, or a file of JSON Lines, CSV or Parquet."
              + " Without --namespace, an export is loaded into the namespaces that it came from.")
  @Nullable Path path;

  @Option(
      names = "--failed",
      paramLabel = "FILE",
      description =
          "A file for rows that cannot be used, which are then left out. Default: the first one"
              + " ends the import.")
  @Nullable Path failedRows;

  @Override
  public Integer call() {
    if (path == null) {
      throw new ParameterException(
          command.commandLine(), "name a file, a directory or a subcommand");
    }
    progress.check();
    List<ImportedFiles> files = ImportedFiles.of(path);
    if (connection.hasNamespace() && files.size() > 1) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "--namespace is given, but the export has " + files.size() + " namespaces");
    }
    try (Pinelink client = connection.open()) {
      return connection.isDocuments(client)
          ? load(new TransferredDocuments(connection.documents(client)), files)
          : load(new TransferredVectors(connection.vectors(client)), files);
    }
  }

  private <T> int load(TransferredRows<T> rows, List<ImportedFiles> all) {
    String work = path + " into " + connection.target() + " '" + connection.namespace() + "'";
    int done = done(work);
    int number = 0;
    ExitCode code = ExitCode.DONE;
    List<Map<String, Object>> results = new ArrayList<>();
    Table table = Table.of("NAMESPACE", "LOADED", "FAILED");
    try (FailedRows failed = failedRows == null ? null : FailedRows.to(failedRows)) {
      for (ImportedFiles part : all) {
        String namespace =
            connection.hasNamespace() ? connection.namespace() : part.namespace().orElse("");
        TransferredRows<T> target =
            connection.hasNamespace() || part.namespace().isEmpty()
                ? rows
                : rows.inNamespace(namespace);
        FileImport<T> load = new FileImport<>(target, fileCheckpoint(), failed, output);
        boolean goesOn = true;
        for (Path file : part.files()) {
          goesOn = goesOn && load.load(file, number < done);
          number++;
          if (goesOn && number > done) {
            save(work, number);
          }
        }
        code = load.code() == ExitCode.DONE ? code : load.code();
        table.row(CopyResult.named(namespace), load.loaded(), load.failed());
        results.add(result(namespace, load));
        if (!goesOn) {
          break;
        }
      }
    }
    if (code == ExitCode.DONE) {
      remove();
    }
    output.print(Map.of("namespaces", results), table);
    return code.code();
  }

  private static Map<String, Object> result(String namespace, FileImport<?> load) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("namespace", CopyResult.named(namespace));
    result.put("loaded", load.loaded());
    result.put("failed", load.failed());
    return result;
  }

  /** Returns the checkpoint of the file that is being loaded, beside the file of the command. */
  private @Nullable Path fileCheckpoint() {
    return progress.checkpoint == null
        ? null
        : progress.checkpoint.resolveSibling(progress.checkpoint.getFileName() + ".file");
  }

  /** Returns how many files an earlier run has loaded. */
  private int done(String work) {
    Path file = progress.checkpoint;
    if (file == null || !Files.exists(file)) {
      save(work, 0);
      return 0;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() != 2 || !lines.get(0).equals("import of " + work)) {
        throw new FailedCommand(
            ExitCode.INVALID, "checkpoint " + file + " does not belong to the import of " + work);
      }
      return Integer.parseInt(lines.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void save(String work, int done) {
    Path file = progress.checkpoint;
    if (file != null) {
      try {
        Files.write(file, List.of("import of " + work, Integer.toString(done)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private void remove() {
    Path file = progress.checkpoint;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + file + ": " + e.getMessage(), e);
      }
    }
  }
}
