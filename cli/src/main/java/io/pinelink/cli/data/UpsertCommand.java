package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.routing.IndexFamily;
import java.nio.file.Files;
import java.nio.file.Path;
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
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink upsert vectors.jsonl --index-name docs --namespace en",
      "  # a load that continues after it was stopped, and keeps failed rows",
      "  pinelink upsert vectors.jsonl --index-name docs --resume \\",
      "    --checkpoint load.checkpoint --failed failed.jsonl",
      "  cat articles.jsonl | pinelink upsert - --index-name articles --quiet",
      "  # the text of records is sent to the index, which embeds it",
      "  pinelink upsert notes.jsonl --index-name notes --embed",
    })
public final class UpsertCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin FileArguments arguments = new FileArguments();

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

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A file for the progress, which is removed once all rows are loaded.")
  @Nullable Path checkpoint;

  @Option(names = "--resume", description = "Continues from the file of --checkpoint if it exists.")
  boolean resume;

  @Option(
      names = "--failed",
      paramLabel = "FILE",
      description =
          "A JSON Lines file for the rows that fail, each after a line with the reason. It is"
              + " replaced if there are any, and can be loaded again.")
  @Nullable Path failed;

  @Option(names = "--dry-run", description = "Reads and checks the whole file and sends no row.")
  boolean dryRun;

  @Override
  public Integer call() {
    check();
    try (Pinelink client = connection.open()) {
      IndexFamily family = family(client);
      if (family.equals(IndexFamily.DOCUMENTS)) {
        return load(
            FileKind.DOCUMENTS,
            OptionalInt.empty(),
            (source, options) -> connection.documents(client).bulkUpsert(source, options));
      }
      if (family.equals(IndexFamily.RECORDS)) {
        if (!dryRun) {
          Disclosure.print(output, "the index embeds the text of the records");
        }
        return load(
            FileKind.RECORDS,
            OptionalInt.empty(),
            (source, options) -> connection.records(client).bulkUpsert(source, options));
      }
      return load(
          FileKind.VECTORS,
          expected(client),
          (source, options) -> connection.vectors(client).bulkUpsert(source, options));
    }
  }

  private void check() {
    NamespaceArgument.check(connection);
    if (resume && checkpoint == null) {
      throw refused("--resume needs the file: add --checkpoint FILE");
    }
    if (checkpoint != null && !resume && Files.exists(checkpoint)) {
      throw refused(
          "checkpoint "
              + checkpoint
              + " exists: add --resume to continue from it, or remove it to start from the"
              + " beginning");
    }
    if (failed != null && !file.equals("-") && isSame(failed, Path.of(file))) {
      throw refused("--failed is the file that is loaded; name another one");
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static FailedCommand refused(String reason) {
    return new FailedCommand(ExitCode.INVALID, reason);
  }

  private IndexFamily family(Pinelink client) {
    if (embed) {
      return IndexFamily.RECORDS;
    }
    IndexFamily family = connection.family(client);
    if (family.equals(IndexFamily.RECORDS)) {
      throw refused(
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

  private interface Upsert<T> {
    BulkReport run(BulkSource<T> source, BulkOptions options);
  }

  private <T> int load(FileKind<T> kind, OptionalInt expected, Upsert<T> upsert) {
    DataReadOptions.Builder options = arguments.options();
    if (expected.isPresent() && expected.getAsInt() > 0) {
      options.dimension(expected.getAsInt());
    }
    try (LoadedFile<T> loaded = LoadedFile.open(file, kind, options, failed, output)) {
      if (dryRun) {
        return loaded.check();
      }
      DataReader<T> reader = loaded.reader();
      return loaded.load(
          connection.target(), checkpoint, bulk -> upsert.run(reader.source(), bulk));
    }
  }
}
