package io.pinelink.cli.imports;

import io.pinelink.Imports;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
import io.pinelink.imports.ImportDescription;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels an import. */
@Command(
    name = "cancel",
    description = "Cancels an import by the service, after a question. What it has imported stays.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink import start --index-name docs --uri s3://my-bucket/",
      "  pinelink import cancel --index-name docs --id 1 --yes",
      "  pinelink import cancel --index-name docs --id 99 --yes   # exit code 4",
    })
public final class CancelImportCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      Imports imports = ImportFacts.imports(connection, opened);
      ImportDescription found = imports.describe(id.id());
      question.require("cancel import " + found.id() + " of " + PlainText.line(found.uri()));
      imports.cancel(found.id());
      output.printFacts(ImportFacts.of(imports.describe(found.id())));
    }
    return ExitCode.DONE.code();
  }
}
