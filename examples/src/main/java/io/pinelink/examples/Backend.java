package io.pinelink.examples;

import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.testing.EmbeddedPinecone;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service that an example talks to: the real one, or one in the same process. */
final class Backend implements AutoCloseable {
  private final @Nullable EmbeddedPinecone embedded;
  private final Pinelink client;

  private Backend(@Nullable EmbeddedPinecone embedded, Pinelink client) {
    this.embedded = embedded;
    this.client = client;
  }

  /**
   * The real service if the arguments name an index or a host of it, else an embedded one.
   *
   * @throws IllegalArgumentException if the real service is meant but there is no key
   */
  static Backend open(Arguments arguments, Map<String, String> environment) {
    if (arguments.index() == null && arguments.host() == null) {
      EmbeddedPinecone embedded = EmbeddedPinecone.start();
      return new Backend(
          embedded, embedded.clientBuilder().routing(RoutePolicy.privateRequired()).build());
    }
    String key = environment.get("PINECONE_API_KEY");
    if (key == null) {
      throw new IllegalArgumentException(
          "--index and --host mean the real service, which needs the API key in PINECONE_API_KEY");
    }
    return new Backend(
        null, Pinelink.builder().apiKey(key).routing(RoutePolicy.privateRequired()).build());
  }

  Pinelink client() {
    return client;
  }

  /** The embedded server; empty if the service is real. */
  Optional<EmbeddedPinecone> embedded() {
    return Optional.ofNullable(embedded);
  }

  @Override
  public void close() {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
