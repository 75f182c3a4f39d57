package io.pinelink.examples;

import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The service that an example uses: the real one, or a server in the same process. */
final class Backend implements AutoCloseable {
  private final @Nullable EmbeddedPinecone embedded;
  private final Pinelink client;
  private final @Nullable String indexName;

  private Backend(
      @Nullable EmbeddedPinecone embedded, Pinelink client, @Nullable String indexName) {
    this.embedded = embedded;
    this.client = client;
    this.indexName = indexName;
  }

  /**
   * Opens the real service if there is an argument, else an embedded server.
   *
   * @param args empty, or the name of an index of the real service
   * @throws IllegalArgumentException if the arguments are something else
   * @throws IllegalStateException if the real service is requested but PINECONE_API_KEY is not set
   */
  static Backend open(String[] args, EmbeddedPineconeBuilder settings) {
    if (args.length == 0) {
      // Without a private endpoint, the client does not log a recommendation of private routes.
      EmbeddedPinecone embedded = settings.privateEndpoint(false).start();
      return new Backend(embedded, embedded.clientBuilder().build(), null);
    }
    if (args.length > 1 || args[0].startsWith("-")) {
      throw new IllegalArgumentException(
          "expected nothing, or the name of an index of the real service");
    }
    return new Backend(null, Pinelink.builder().build(), args[0]);
  }

  /**
   * Opens the real service if the arguments name an index or a host, else an embedded server. Uses
   * only private routes.
   *
   * @throws IllegalArgumentException if the real service is requested but there is no key
   */
  static Backend open(Arguments arguments, Map<String, String> environment) {
    if (arguments.index() == null && arguments.host() == null) {
      EmbeddedPinecone embedded = EmbeddedPinecone.start();
      return new Backend(
          embedded,
          embedded.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build(),
          null);
    }
    String key = environment.get("PINECONE_API_KEY");
    if (key == null) {
      throw new IllegalArgumentException(
          "--index and --host use the real service, which needs the API key in PINECONE_API_KEY");
    }
    return new Backend(
        null,
        Pinelink.builder().apiKey(key).routePolicy(RoutePolicy.privateRequired()).build(),
        arguments.index());
  }

  Pinelink client() {
    return client;
  }

  /** Returns the embedded server; empty for the real service. */
  Optional<EmbeddedPinecone> embedded() {
    return Optional.ofNullable(embedded);
  }

  /**
   * Opens the index that the user named, once it is ready.
   *
   * @param otherwise the name of the index if the user did not give one
   * @param create creates an index of that name; it may exist already
   */
  Index index(String otherwise, BiConsumer<ControlPlane, String> create) {
    return client.index(ready(otherwise, create));
  }

  /** Opens the index of records that the user named, as {@link #index} does. */
  RecordIndex records(String otherwise, BiConsumer<ControlPlane, String> create) {
    return client.records(ready(otherwise, create));
  }

  /** Opens the document index that the user named, as {@link #index} does. */
  DocumentIndex documents(String otherwise, BiConsumer<ControlPlane, String> create) {
    return client.documents(ready(otherwise, create));
  }

  private String ready(String otherwise, BiConsumer<ControlPlane, String> create) {
    String name = indexName == null ? otherwise : indexName;
    try {
      create.accept(client.controlPlane(), name);
    } catch (AlreadyExistsException e) {
      // An earlier run or the user has created it.
    }
    client.controlPlane().awaitIndexReady(name, Duration.ofMinutes(2));
    return name;
  }

  @Override
  public void close() {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
