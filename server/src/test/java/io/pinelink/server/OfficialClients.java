package io.pinelink.server;

import io.pinecone.clients.Pinecone;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** The official Java client, wired to a server in local mode. */
final class OfficialClients {
  private OfficialClients() {}

  static Pinecone of(EmbeddedPinecone server) {
    return builder(server).build();
  }

  /**
   * One whose inference reaches the server. Of itself it goes to {@code https://api.pinecone.io},
   * whatever host the client was given: {@code Inference} reads the key, the agent and the proxy
   * from the configuration, but not the host. So its requests are turned around on their way out,
   * and are its own but for that.
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
   * A name that no other test has: the client keeps the connections of the whole JVM by index name
   * alone, and a connection outlives its server.
   */
  static String unique(EmbeddedPinecone server, String name) {
    return name + "-" + server.address(Listener.CONTROL).getPort();
  }
}
