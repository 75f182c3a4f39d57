package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.FailedRows;
import io.pinelink.routing.IndexFamily;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a file into an index. */
@Command(
    name = "upsert",
    description = {
      "Loads a file of vectors, documents or records into an index: JSON Lines or CSV, also with"
          + " gzip, or Parquet. A file of any size takes little memory.",
      "",
      "A row that cannot be used does not end the load. It is reported with its line and, with"
          + " --failed, written to a file that can be corrected and loaded again."
    })
public final class UpsertCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin FileArguments arguments = new FileArguments();
  @Mixin CheckpointOptions progress = new CheckpointOptions();
  @Mixin FailedRowsOption failed = new FailedRowsOption();

  @Parameters(
      paramLabel = "FILE",
      description =
          "The file: .jsonl, .csv, .tsv, each also with .gz, or .parquet; - for standard input.")
  String file = "";

  @Option(
      names = "--embed",
      description =
          "Loads records, whose text the index embeds. The text leaves the private network.")
  boolean embed;

  @Option(
      names = "--dimension",
      paramLabel = "COUNT",
      description = "The number of values of each vector. Default: the dimension of the index.")
  @Nullable Integer dimension;

  @Option(names = "--dry-run", description = "Reads and checks the whole file and sends no row.")
  boolean dryRun;

  @Override
  public Integer call() {
    progress.check();
    failed.check(file);
    try (Pinelink client = connection.open()) {
      IndexFamily family = family(client);
      if (family.equals(IndexFamily.DOCUMENTS)) {
        return load(
            FileKind.DOCUMENTS, OptionalInt.empty(), connection.documents(client)::bulkUpsert);
      }
      if (family.equals(IndexFamily.RECORDS)) {
        if (!dryRun) {
          Disclosure.print(output, "the index embeds the text of the records");
        }
        return load(FileKind.RECORDS, OptionalInt.empty(), connection.records(client)::bulkUpsert);
      }
      return load(FileKind.VECTORS, expected(client), connection.vectors(client)::bulkUpsert);
    }
  }

  private IndexFamily family(Pinelink client) {
    if (embed) {
      return IndexFamily.RECORDS;
    }
    IndexFamily family = connection.family(client);
    if (family.equals(IndexFamily.RECORDS)) {
      throw FailedCommand.invalid(
          connection.target()
              + " embeds text: add --embed to have it embed the text of the file, which then leaves"
              + " the private network; or --family vectors to load vectors");
    }
    return family;
  }

  private OptionalInt expected(Pinelink client) {
    return dimension == null
        ? connection.vectors(client).describeIndexStats().dimension()
        : OptionalInt.of(dimension);
  }

  private <T> int load(FileKind<T> kind, OptionalInt expected, LoadedFile.Upsert<T> upsert) {
    DataReadOptions.Builder options = arguments.options();
    if (expected.isPresent() && expected.getAsInt() > 0) {
      options.dimension(expected.getAsInt());
    }
    try (FailedRows rows = failed.file().map(FailedRows::to).orElse(null);
        LoadedFile<T> loaded = LoadedFile.open(file, kind, options, rows, output)) {
      if (dryRun) {
        return loaded.check().code();
      }
      BulkOptions.Builder bulk = BulkOptions.builder();
      progress.applyTo(bulk);
      LoadResult result = loaded.load("upsert " + connection.target(), bulk, upsert);
      print(result, rows == null ? Optional.empty() : rows.file());
      if (result.isEmpty() && result.isComplete()) {
        output.note(file + " has no rows");
      }
      return result.exitCode(kind.unit()).code();
    }
  }

  private void print(LoadResult result, Optional<Path> failedFile) {
    ResultFacts facts =
        new ResultFacts()
            .put("accepted", result.accepted())
            .put("skipped", result.sum(BulkReport::skipped))
            .put("invalid", result.invalid())
            .put("rejected", result.sum(BulkReport::rejected))
            .put("unknown", result.sum(BulkReport::unknown))
            .put("unsent", result.sum(BulkReport::unsent))
            .put("seconds", result.sum(report -> report.elapsed().toMillis()) / 1e3)
            .put("failedFile", failedFile);
    output.printFacts(facts.asMap());
  }
}
