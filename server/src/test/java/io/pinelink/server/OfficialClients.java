package io.pinelink.server;

import io.pinecone.clients.Pinecone;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Creates official Java clients that connect to a server in local mode. */
final class OfficialClients {
  private OfficialClients() {}

  static Pinecone of(EmbeddedPinecone server) {
    return builder(server).build();
  }

  /**
   * Creates a client whose inference calls reach the server. By default the client sends them to
   * {@code https://api.pinecone.io}, regardless of the configured host: {@code Inference} reads the
   * key, the agent and the proxy from the configuration, but not the host. An interceptor therefore
   * replaces the host of the requests, which are otherwise unchanged.
   */
  static Pinecone withInference(EmbeddedPinecone server) {
    int port = server.address(Listener.CONTROL).getPort();
    OkHttpClient http =
        new OkHttpClient.Builder().addInterceptor(chain -> turned(chain, port)).build();
    return builder(server).withOkHttpClient(http).build();
  }

  private static Response turned(Interceptor.Chain chain, int port) throws IOException {
    return chain.proceed(
        chain
            .request()
            .newBuilder()
            .url(
                chain
                    .request()
                    .url()
                    .newBuilder()
                    .scheme("http")
                    .host("localhost")
                    .port(port)
                    .build())
            .build());
  }

  private static Pinecone.Builder builder(EmbeddedPinecone server) {
    return new Pinecone.Builder("any key")
        .withHost("http://localhost:" + server.address(Listener.CONTROL).getPort())
        .withTlsEnabled(false);
  }

  /**
   * Returns a name that no other test uses: the client keeps the connections of the whole JVM by
   * index name only, and a connection outlives its server.
   */
  static String unique(EmbeddedPinecone server, String name) {
    return name + "-" + server.address(Listener.CONTROL).getPort();
  }
}
