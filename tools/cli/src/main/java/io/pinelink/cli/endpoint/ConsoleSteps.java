package io.pinelink.cli.endpoint;

import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The steps that a file cannot do: those in Pinecone's console, and the check. */
final class ConsoleSteps {
  private ConsoleSteps() {}

  /** Returns the description of the output that holds the endpoint's ID. */
  static String outputDescription(CustomerSide side) {
    return side.service().isManaged()
        ? "Register this ID in Pinecone's console: Settings, Network, Private endpoints."
        : "ID of the endpoint.";
  }

  static String of(CustomerSide side, EndpointFormat format, List<IndexHost> hosts) {
    List<String> steps = new ArrayList<>();
    steps.add(
        (side.hasFlowLogs() || side.doctor() != null) && format == EndpointFormat.CLOUDFORMATION
            ? "Review and apply the file, with --capabilities CAPABILITY_IAM."
            : "Review and apply the file.");
    if (side.service().isManaged()) {
      steps.add(
          """
          In Pinecone's console, as an owner of the project: Settings, Network, Private
             endpoints. Add an endpoint:
               cloud     %s
               region    %s
               endpoint  %s\
          """
              .formatted(side.cloud(), side.service().region(), id(side)));
    }
    String trust =
        ScheduledDoctor.trustOptions(side.host()).stream()
            .map(word -> " " + word)
            .collect(Collectors.joining());
    steps.add(
        "Where the applications run:"
            + hosts.stream()
                .map(host -> "\n     pinelink doctor " + host.privateHost().name() + trust)
                .collect(Collectors.joining()));
    if (side.doctor() != null && side.cloud().equals(Cloud.AWS)) {
      steps.add(
          "Subscribe to the topic of the doctor, an output of the file: it gets a message for each"
              + "\n   check that fails.");
    }
    if (side.service().isManaged()) {
      steps.add(
          "Once that passes in every network of the project, restrict access: Settings,\n"
              + "   Network, Access, Restrict access to only private endpoints.");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
    }
    return text.toString();
  }

  private static String id(CustomerSide side) {
    String id =
        side.cloud().equals(Cloud.AWS)
            ? "the ID vpce-… of the endpoint"
            : "the resource ID of the endpoint";
    return id + ", an output of the file";
  }
}
