package io.pinelink.springboot;

import java.util.function.Supplier;

/** The build of a client, whose mistakes are reported with their properties. */
final class ClientBuild {
  private ClientBuild() {}

  /**
   * Builds a client.
   *
   * @param hostProperty the property of the host that the builder may refuse
   */
  static <T> T of(Supplier<T> build, String hostProperty) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      // The key of the environment is checked here, the key of the properties before.
      boolean isKey = String.valueOf(e.getMessage()).startsWith("apiKey");
      throw PinelinkPropertyException.refused(isKey ? "api-key" : hostProperty, e);
    } catch (IllegalStateException e) {
      throw incomplete(e);
    }
  }

  /** Describes what the builder lacks: a key, or a transport. */
  private static RuntimeException incomplete(IllegalStateException e) {
    String problem = String.valueOf(e.getMessage());
    if (problem.startsWith("apiKey")) {
      return new PinelinkPropertyException(
          "pinelink.api-key",
          "no API key",
          "Set pinelink.api-key, or the environment variable PINECONE_API_KEY.",
          e);
    }
    return problem.startsWith("no transport")
        ? new PinelinkPropertyException(
            "pinelink.protocols",
            problem,
            "Add the artifact, for example with pinelink-spring-boot-starter.",
            e)
        : e;
  }
}
