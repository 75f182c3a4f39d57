package io.pinelink.testing.internal;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.internal.product.ProductSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An embedded server with a client on its private route. */
final class EmulatorSession implements Session {
  private static final Duration READY = Duration.ofMinutes(1);

  private final EmbeddedPinecone server;
  private final Pinelink client;
  private final DirectIndexes direct;
  private @Nullable AdminClient admin;
  private boolean used;

  /**
   * The settings of servers and their clients.
   *
   * @param server configures the server
   * @param client configures the client, after the private route
   */
  record Options(Consumer<EmbeddedPineconeBuilder> server, Consumer<Pinelink.Builder> client) {}

  private EmulatorSession(EmbeddedPinecone server, Pinelink client, DirectIndexes direct) {
    this.server = server;
    this.direct = direct;
    this.client = client;
  }

  static EmulatorSession start(Options options) {
    EmbeddedPineconeBuilder serverBuilder = EmbeddedPinecone.builder();
    options.server().accept(serverBuilder);
    DirectIndexes direct = new DirectIndexes();
    ProductSettings.add(serverBuilder, direct);
    EmbeddedPinecone server = serverBuilder.start();
    try {
      Pinelink.Builder clientBuilder = server.clientBuilder().interceptor(direct);
      if (!server.project().privateEndpoints().isEmpty()) {
        clientBuilder.routePolicy(RoutePolicy.privateRequired());
      }
      options.client().accept(clientBuilder);
      return new EmulatorSession(server, clientBuilder.build(), direct);
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  @Override
  public void begin() {
    if (used) {
      server.reset();
    }
    used = true; // A new server keeps what its options load.
  }

  @Override
  public void ensure(IndexDeclaration index, OpenedIndexes opened) {
    if (!(index instanceof IndexDeclaration.Vectors vectors
        && direct.open(vectors.request(), server.project(), () -> opened.open(index)))) {
      index.ensure(client.controlPlane(), READY);
      opened.open(index);
    }
  }

  @Override
  public void load(SeedData data, IndexDeclaration index, OpenedIndexes opened) {
    data.load(server, index.name());
  }

  @Override
  public Pinelink opener() {
    return client;
  }

  @Override
  public String nameOf(String declared) {
    return declared;
  }

  @Override
  public String namespace() {
    return "";
  }

  @Override
  public EmbeddedPinecone server(String purpose) {
    return server;
  }

  @Override
  public Pinelink client(String purpose) {
    return client;
  }

  @Override
  public AdminClient admin(String purpose) {
    if (admin == null) {
      admin =
          server
              .configure(AdminClient.builder())
              .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
              .build();
    }
    return admin;
  }

  @Override
  public Optional<EmbeddedPinecone> reported() {
    return Optional.of(server);
  }

  @Override
  public void prepared() {
    server.clearRequests();
  }

  @Override
  public void close() {
    try {
      if (admin != null) {
        admin.close();
      }
      client.close();
    } finally {
      server.close();
    }
  }
}
