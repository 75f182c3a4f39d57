package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container in the user's network that checks the route every 15 minutes, and fails if data
 * cannot flow.
 *
 * @param image a container image with the command line, such as the local server's
 * @param arguments the arguments of {@code pinelink}
 */
record ScheduledDoctor(String image, List<String> arguments) {
  private static final int MAX_AZURE_NAME = 32;
  private static final String IMAGE = "[a-zA-Z0-9][-a-zA-Z0-9._:/@]*";

  ScheduledDoctor {
    if (!image.matches(IMAGE)) {
      throw new IllegalArgumentException(
          "--doctor-image '"
              + image
              + "' is refused; expected an image such as registry.example.com/pinelink-local:0.1.0");
    }
  }

  /** Returns the doctor of some hosts, in their private form. */
  static ScheduledDoctor of(String image, List<IndexHost> hosts) {
    List<String> arguments = new ArrayList<>(List.of("watch"));
    hosts.forEach(host -> arguments.add(host.privateHost().name()));
    arguments.addAll(List.of("--once", "--json"));
    arguments.addAll(trustOptions(hosts.get(0)));
    return new ScheduledDoctor(image, List.copyOf(arguments));
  }

  /** Returns the options with which commands send the key to a host that is not of pinecone.io. */
  static List<String> trustOptions(IndexHost host) {
    String domain = host.domain().orElseThrow();
    return domain.equals("pinecone.io") ? List.of() : List.of("--trust-domain", domain);
  }

  /** Returns the name of a job of Azure, which has a lower limit than other resources. */
  static String azureName(String environment) {
    return ResourceName.of("doctor-" + environment.replace('.', '-'), MAX_AZURE_NAME);
  }

  /** Returns the registry of the image, if it is one of Azure, which needs the identity. */
  List<String> azureRegistry() {
    return Stream.of(image.substring(0, Math.max(0, image.indexOf('/'))))
        .filter(name -> name.endsWith(".azurecr.io"))
        .toList();
  }

  /** Returns the values that only the user knows. */
  static List<Input> inputs(Cloud cloud) {
    if (cloud.equals(Cloud.AWS)) {
      return List.of(Input.AWS_SECRET, Input.AWS_ARCHITECTURE);
    }
    return List.of(Input.AZURE_ENVIRONMENT, Input.AZURE_IDENTITY, Input.AZURE_SECRET);
  }
}
