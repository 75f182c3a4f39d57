package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container in the user's network that checks the route every 15 minutes, and fails if data
 * cannot flow.
 *
 * @param image a container image with the command line, such as the local server's
 * @param arguments the arguments of {@code pinelink}
 */
record ScheduledDoctor(String image, List<String> arguments) {
  /** The command line, named since the image's own entry point runs the local server. */
  static final List<String> PROGRAM =
      List.of("java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar");

  static final String POLICY_VARIABLE = "PINELINK_ROUTE_POLICY";
  static final String POLICY = "private-required";
  static final String KEY_VARIABLE = "PINECONE_API_KEY";

  /** The interval as AWS writes it. */
  static final String RATE = "rate(15 minutes)";

  /** The interval as Azure and Google Cloud write it. */
  static final String CRON = "*/15 * * * *";

  /** The bound of a container; a step of a check takes at most 10 seconds. */
  static final int TIMEOUT_SECONDS = 300;

  private static final int MAX_AZURE_NAME = 32;
  private static final Pattern GOOGLE_REGISTRY =
      Pattern.compile("[a-z0-9-]+-docker\\.pkg\\.dev|([a-z]+\\.)?gcr\\.io|docker\\.io");

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

  /** Returns the registry of the image if it is one of Azure, which needs the identity. */
  Optional<String> azureRegistry() {
    return Optional.of(registry()).filter(name -> name.endsWith(".azurecr.io"));
  }

  /**
   * Checks that Cloud Run pulls images from the registry.
   *
   * @throws IllegalArgumentException if it does not
   */
  void requireGoogleRegistry() {
    String server = registry();
    if (!GOOGLE_REGISTRY.matcher(server).matches()) {
      throw new IllegalArgumentException(
          "--doctor-image '"
              + image
              + "' is refused: Cloud Run pulls images from Artifact Registry"
              + " (REGION-docker.pkg.dev) and docker.io; a remote repository there reaches others");
    }
  }

  private String registry() {
    return image.substring(0, Math.max(0, image.indexOf('/')));
  }

  /** Returns the values that only the user knows. */
  static List<Input> inputs(Cloud cloud) {
    if (cloud.equals(Cloud.AWS)) {
      return List.of(Input.AWS_SECRET, Input.AWS_ARCHITECTURE);
    }
    return cloud.equals(Cloud.AZURE)
        ? List.of(Input.AZURE_ENVIRONMENT, Input.AZURE_IDENTITY, Input.AZURE_SECRET)
        : List.of(Input.GOOGLE_ACCOUNT, Input.GOOGLE_SECRET);
  }
}
