package io.pinelink.cli.imports;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes an import. */
@Command(
    name = "describe",
    description = "Shows the state of an import by the service.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink import start --index-name docs --uri s3://my-bucket/",
      "  pinelink import describe --index-name docs --id 1",
      "  pinelink import describe --index-name docs --id 99   # exit code 4",
    })
public final class DescribeImportCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      output.printFacts(ImportFacts.of(ImportFacts.imports(connection, opened).describe(id.id())));
    }
    return ExitCode.DONE.code();
  }
}
