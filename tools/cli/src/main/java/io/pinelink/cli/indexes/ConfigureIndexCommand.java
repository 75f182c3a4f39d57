package io.pinelink.cli.indexes;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.ConfigureIndexRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes the configuration of an index. */
@Command(
    name = "configure",
    description = "Changes deletion protection, tags and read capacity of an index.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index configure --name docs --deletion-protection enabled",
      "  pinelink index configure --name docs --tags team=search,env=test",
    })
final class ConfigureIndexCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin ReadCapacityOptions capacity = new ReadCapacityOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--deletion-protection",
      paramLabel = "enabled|disabled",
      converter = EnabledText.Converter.class,
      description = "Whether the index refuses to be deleted.")
  @Nullable EnabledText deletionProtection;

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE",
      split = ",",
      description = "Tags to set; one without a value is removed.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      ConfigureIndexRequest.Builder request = ConfigureIndexRequest.builder(index.name());
      if (deletionProtection != null) {
        request.deletionProtection(EnabledText.isOn(deletionProtection));
      }
      tags.forEach(
          (key, value) -> {
            if (value.isEmpty()) {
              request.removeTag(key);
            } else {
              request.tag(key, value);
            }
          });
      capacity.changedCapacity().ifPresent(request::readCapacity);
      output.printFacts(IndexFacts.of(opened.controlPlane().configureIndex(request.build())));
    }
    return ExitCode.DONE.code();
  }
}
