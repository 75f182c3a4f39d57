package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes a backup. */
@Command(
    name = "describe",
    description = "Shows the state and the content of a backup.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup describe --id 670e8400-e29b-41d4-a716-446655440000",
      "  pinelink backup describe --id missing   # exit code 4",
    })
final class DescribeBackupCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      output.printFacts(BackupFacts.of(opened.controlPlane().describeBackup(id.id())));
    }
    return ExitCode.DONE.code();
  }
}
