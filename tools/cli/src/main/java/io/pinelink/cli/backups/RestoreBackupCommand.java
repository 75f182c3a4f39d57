package io.pinelink.cli.backups;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.indexes.EnabledText;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.CreateIndexFromBackupRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates an index from a backup. */
@Command(
    name = "restore",
    description = "Creates an index from a backup, and waits until it is ready.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup restore --name docs-restored \\",
      "    --id 670e8400-e29b-41d4-a716-446655440000",
      "  pinelink backup restore --id missing --name docs-restored   # exit code 4",
    })
final class RestoreBackupCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin IndexOption index = new IndexOption();
  @Mixin WaitOptions waiting = new WaitOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--deletion-protection",
      paramLabel = "enabled|disabled",
      converter = EnabledText.Converter.class,
      description = "Whether the index refuses to be deleted. Default: disabled.")
  @Nullable EnabledText deletionProtection;

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE",
      split = ",",
      description = "Tags of the index.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      CreateIndexFromBackupRequest.Builder request =
          CreateIndexFromBackupRequest.builder(id.id(), index.name());
      request.deletionProtection(EnabledText.isOn(deletionProtection));
      tags.forEach(request::tag);
      ControlPlane control = opened.controlPlane();
      String job = control.createIndexFromBackup(request.build()).restoreJobId();
      output.note("started restore job " + job);
      output.printFacts(
          BackupFacts.of(
              waiting.isAsked()
                  ? control.awaitRestore(job, waiting.timeout())
                  : control.describeRestoreJob(job)));
    }
    return ExitCode.DONE.code();
  }
}
