package io.pinelink.cli.imports;

import io.pinelink.Imports;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.StartImportRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts an import by the service. */
@Command(
    name = "start",
    description = "Starts an import: the service reads Parquet files from a bucket into the index.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink import start --index-name docs --uri s3://my-bucket/",
      "  pinelink import start -n docs --uri s3://my-bucket/ --error-mode abort",
    })
public final class StartImportCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-u", "--uri"},
      required = true,
      paramLabel = "URI",
      description = "The folder, such as s3://bucket/folder/.")
  String uri = "";

  @Option(
      names = "--integration-id",
      paramLabel = "ID",
      description = "The storage integration that may read a private bucket.")
  @Nullable String integrationId;

  @Option(
      names = "--error-mode",
      paramLabel = "MODE",
      description = "What an invalid record does: continue or abort. Default: continue.")
  @Nullable String errorMode;

  @Option(names = "--wait", description = "Waits for the end of the import, for at most --timeout.")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "86400",
      description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
  int timeout;

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      StartImportRequest.Builder request = StartImportRequest.builder(uri);
      if (integrationId != null) {
        request.integrationId(integrationId);
      }
      if (errorMode != null) {
        request.errorMode(new ErrorMode(errorMode));
      }
      Imports imports = ImportFacts.imports(connection, opened);
      String id = imports.start(request.build()).id();
      output.note("started import " + id);
      output.printFacts(
          ImportFacts.of(
              wait ? imports.awaitImport(id, Duration.ofSeconds(timeout)) : imports.describe(id)));
    }
    return ExitCode.DONE.code();
  }
}
