package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.model.MetadataSchema;
import io.pinelink.namespaces.CreateNamespaceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a namespace. */
@Command(
    name = "create",
    description =
        "Creates an empty namespace. A namespace that is written to is created without " + "this.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink namespace create --index-name docs --name fr",
      "  pinelink namespace create -n docs --name de --schema year,language",
    })
final class CreateNamespaceCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin NamespaceOption namespace = new NamespaceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--schema",
      paramLabel = "FIELD",
      split = ",",
      description = "The fields of metadata that filters may use. Default: all.")
  List<String> schema = new ArrayList<>();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      CreateNamespaceRequest.Builder request =
          CreateNamespaceRequest.builder(namespace.name(connection));
      if (!schema.isEmpty()) {
        request.schema(new MetadataSchema(Set.copyOf(schema)));
      }
      output.printFacts(NamespaceFacts.of(connection.namespaces(opened).create(request.build())));
    }
    return ExitCode.DONE.code();
  }
}
