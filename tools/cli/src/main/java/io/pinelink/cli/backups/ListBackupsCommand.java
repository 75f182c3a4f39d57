package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.ListBackupsRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists backups. */
@Command(
    name = "list",
    description = "Lists the backups of an index, or of all indexes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup list --index-name docs",
      "  pinelink backup list --json",
    })
final class ListBackupsCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "-i", "--name", "--index-name"},
      paramLabel = "NAME",
      description = "Lists only backups of this index.")
  @Nullable String indexName;

  @Option(names = "--include-deleted", description = "Lists backups of deleted indexes too.")
  boolean includeDeleted;

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      ListBackupsRequest.Builder request =
          ListBackupsRequest.builder().includeDeleted(includeDeleted);
      if (indexName != null) {
        request.index(indexName);
      }
      List<BackupDescription> found =
          opened.controlPlane().listAllBackups(request.build()).stream().toList();
      Table table = Table.of("ID", "INDEX", "NAME", "STATUS", "CREATED");
      found.forEach(
          backup ->
              table.row(
                  backup.id(),
                  backup.sourceIndexName(),
                  backup.name().orElse(null),
                  backup.status(),
                  backup.createdAt().orElse(null)));
      output.print(Map.of("backups", found.stream().map(BackupFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
